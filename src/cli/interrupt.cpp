#include "cli/interrupt.h"

#include <unistd.h>
#include <csignal>

namespace headroom::cli {
namespace {

constexpr int signal_status = 128;  // what shells add to the number of a deadly signal

// A signal handler reaches nothing but globals; both types are lock-free here.
std::atomic<bool> stop{false};
std::atomic<int> signal_seen{0};

void on_signal(int signal) {
  if (stop.exchange(true)) ::_exit(signal_status + signal);
  signal_seen = signal;
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGHUP, &action, nullptr);  // the terminal was closed
  std::signal(SIGPIPE, SIG_IGN);        // nobody reads our messages any more: no reason to end
}

const std::atomic<bool>& interrupted() { return stop; }

int interrupt_status() { return signal_seen == 0 ? 0 : signal_status + signal_seen; }

}  // namespace headroom::cli
