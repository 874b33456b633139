; The installer for Windows: for the person who runs it, without asking for an
; administrator. It takes VERSION, SOURCE (the folder with the program) and OUT.
Unicode true
Target amd64-unicode ; the program is for 64 bits only, and so is the wine of many a test machine
Name "Gloss"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Gloss"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off
Icon "${SOURCE}\gloss.ico"
UninstallIcon "${SOURCE}\gloss.ico"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Gloss"
VIAddVersionKey "FileDescription" "Installer of Gloss"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gloss"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
  SetOutPath "$INSTDIR"
  File "${SOURCE}\gloss.exe"
  File "${SOURCE}\gloss-cli.exe"
  File "${SOURCE}\gloss.ico"
  File "${SOURCE}\README.md"
  File "${SOURCE}\LICENSE.txt"
  File "${SOURCE}\licences.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Gloss.lnk" "$INSTDIR\gloss.exe"
  ; A project opens by a double click.
  WriteRegStr HKCU "Software\Classes\.gloss" "" "Gloss.Project"
  WriteRegStr HKCU "Software\Classes\Gloss.Project" "" "Gloss project"
  WriteRegStr HKCU "Software\Classes\Gloss.Project\DefaultIcon" "" "$INSTDIR\gloss.ico"
  WriteRegStr HKCU "Software\Classes\Gloss.Project\shell\open\command" "" '"$INSTDIR\gloss.exe" "%1"'
  WriteRegStr HKCU "${KEY}" "DisplayName" "Gloss"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\gloss.ico"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  Delete "$INSTDIR\gloss.exe"
  Delete "$INSTDIR\gloss-cli.exe"
  Delete "$INSTDIR\gloss.ico"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\licences.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Gloss.lnk"
  DeleteRegKey HKCU "Software\Classes\.gloss"
  DeleteRegKey HKCU "Software\Classes\Gloss.Project"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
