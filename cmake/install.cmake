# SPDX-License-Identifier: MIT
# Where things go. The plugin goes where bcftools finds it without a variable, if that folder can be written; else below
# the prefix, and the install says which variable to set.

install(TARGETS matrix2vcf_tool RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS matrix2vcf EXPORT matrix2vcf_targets)
install(DIRECTORY include/matrix2vcf DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/matrix2vcf)
install(EXPORT matrix2vcf_targets NAMESPACE matrix2vcf:: DESTINATION ${package_dir})
configure_package_config_file(cmake/matrix2vcf-config.cmake.in ${PROJECT_BINARY_DIR}/matrix2vcf-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/matrix2vcf-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/matrix2vcf-config.cmake ${PROJECT_BINARY_DIR}/matrix2vcf-config-version.cmake
  DESTINATION ${package_dir})
# Found from where the .pc lies, so that --prefix at install time, or a move of the whole, changes nothing.
set(pc_prefix "${CMAKE_INSTALL_PREFIX}")
if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
  file(RELATIVE_PATH pc_prefix "/p/${CMAKE_INSTALL_LIBDIR}/pkgconfig" /p)
  string(PREPEND pc_prefix "\${pcfiledir}/")
endif()
foreach(folder LIBDIR INCLUDEDIR)
  string(TOLOWER ${folder} variable)
  set(pc_${variable} "\${prefix}/${CMAKE_INSTALL_${folder}}")
  if(IS_ABSOLUTE "${CMAKE_INSTALL_${folder}}")
    set(pc_${variable} "${CMAKE_INSTALL_${folder}}")
  endif()
endforeach()
configure_file(cmake/matrix2vcf.pc.in ${PROJECT_BINARY_DIR}/matrix2vcf.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/matrix2vcf.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(CODE "set(plugin_file \"$<TARGET_FILE:matrix2vcf_plugin>\")")
install(SCRIPT cmake/install_plugin.cmake)
