#!/bin/sh
cd "$(dirname "$0")" || exit 1
if [ "$(uname -m)" != "{machine}" ]; then
  echo "这个程序是给 {machine} 处理器的，本机是 $(uname -m)；请换用适合本机的一份。"
  exit 1
fi
exec ./program/node program/main.mjs start --open "$@"
