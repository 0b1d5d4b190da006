# Install rules and the Debian package: cmake --build --preset release --target package
include(GNUInstallDirs)
install(TARGETS headroom RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# The face model, where scripts/face-model has put it.
install(FILES build/share/headroom/face_detection_yunet_2023mar.onnx DESTINATION ${CMAKE_INSTALL_DATADIR}/headroom OPTIONAL)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES src/store/active-directory.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES src/cli/systemd/headroom-nightly.service src/cli/systemd/headroom-nightly.timer
        DESTINATION lib/systemd/system)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME headroom)
set(CPACK_PACKAGE_CONTACT "headroom developers <headroom@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_INSTALL_DIRECTORY /)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
