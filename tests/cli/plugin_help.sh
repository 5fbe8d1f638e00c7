# SPDX-License-Identifier: MIT
# plugin_help - help and version of the plugin go to standard output and exit 0.
. "$(dirname "$0")/common.sh"

for option in -h --help -V --version; do
  "$M2V" $option >tool
  plugin $option | cmp - tool
  is '' <"$err"
done
