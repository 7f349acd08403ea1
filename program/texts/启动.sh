#!/bin/sh
# A window that a double click opened closes with its program: what was said is read first.
wait_key() { if [ -t 0 ]; then echo "按回车键关闭本窗口。"; read -r _; fi; }
cd "$(dirname "$0")" || exit 1
if [ "$(uname -m)" != "{machine}" ]; then
  echo "这个程序是给 {machine} 处理器的，本机是 $(uname -m)；请换用适合本机的一份。"
  wait_key
  exit 1
fi
if ! ./program/node -e "" 2>/dev/null; then
  echo "这里不能运行程序：磁盘可能不许运行其中的文件（如 U 盘），或系统太旧。请把整个文件夹复制到本机的磁盘上，再运行 sh 启动.sh。"
  wait_key
  exit 1
fi
[ -t 0 ] || exec ./program/node program/main.mjs workbench --open "$@"
./program/node program/main.mjs workbench --open "$@"
code=$?
[ $code -eq 0 ] || wait_key
exit $code
