# SPDX-License-Identifier: MIT
# Run at install time, with `plugin_file` set. The folder is bcftools' own word: the `plugin directory` line of
# `bcftools plugin -lv -v` where BCFTOOLS_PLUGINS is unset.
execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=BCFTOOLS_PLUGINS bcftools plugin -lv -v
  OUTPUT_VARIABLE listing ERROR_VARIABLE listing RESULT_VARIABLE status)
set(fallback "${CMAKE_INSTALL_PREFIX}/libexec/bcftools")
set(folder "${fallback}")
if(listing MATCHES "plugin directory ([^\n]+) \\.\\. ok")
  set(host_folder "${CMAKE_MATCH_1}")
  execute_process(COMMAND test -w "${host_folder}" RESULT_VARIABLE unwritable)
  if("$ENV{DESTDIR}" STREQUAL "" AND unwritable EQUAL 0)
    set(folder "${host_folder}")
  endif()
endif()
file(INSTALL DESTINATION "${folder}" TYPE MODULE FILES "${plugin_file}")
if(folder STREQUAL fallback)
  message(STATUS "bcftools does not look in ${folder} by itself: export BCFTOOLS_PLUGINS=${folder}:")
endif()
