@echo off
chcp 65001 >nul
cd /d "%~dp0"
"program\node.exe" -e "" >nul 2>nul
if errorlevel 1 (
  echo 这台电脑不能运行本程序：它是给 64 位的 Windows 10 或更新的 Windows 的，请换用适合本机的一份。
  echo 如果刚解压，请先把压缩包里的文件全部解压出来再双击。
  pause
  exit /b 1
)
"program\node.exe" "program\main.mjs" workbench --open %*
if errorlevel 1 pause
