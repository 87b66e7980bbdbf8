/* Holds a file as Excel does, so that nobody else may open it, for as many seconds: hold.exe FILE SECONDS */
#include <windows.h>

int wmain(int count, wchar_t **arguments) {
  if (count != 3) return 2;
  HANDLE file = CreateFileW(arguments[1], GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return 1;
  Sleep(1000 * _wtoi(arguments[2]));
  return 0;
}
