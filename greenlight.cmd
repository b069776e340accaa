@echo off
rem Starts Greenlight; the same as "npm start -- ARGUMENTS". A double click works too.
node "%~dp0scripts\bootstrap.mjs" start %*
if errorlevel 1 pause
