"""Tests of the emulator itself; ../self_test runs them."""
