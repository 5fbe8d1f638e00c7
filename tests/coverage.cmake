# SPDX-License-Identifier: MIT
# Included by tests/coverage.sh behind project(): counts what is run of the product, and leaves the tests as they are.
# -Og -fno-inline keeps the branches as they are written: an inlined function would count once for each of its callers.
function(count_what_runs)
  foreach(target matrix2vcf m2v_cli matrix2vcf_tool matrix2vcf_plugin)
    target_compile_options(${target} PRIVATE -Og -fno-inline --coverage -fprofile-update=atomic -fprofile-abs-path)
  endforeach()
  target_link_options(matrix2vcf INTERFACE $<BUILD_INTERFACE:--coverage>)
  target_link_options(matrix2vcf_plugin PRIVATE --coverage)
endfunction()
cmake_language(DEFER CALL count_what_runs)
