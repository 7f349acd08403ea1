@echo off
chcp 65001 >nul
cd /d "%~dp0"
"program\node.exe" "program\main.mjs" start --open %*
if errorlevel 1 pause
