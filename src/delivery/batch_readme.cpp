#include "delivery/batch_readme.h"

#include <fmt/format.h>

namespace headroom::delivery {
namespace {

constexpr std::string_view contents = R"({batch}: photos of {people} {noun}

  *.jpg             the photos, each named by its person's key; what file names cannot hold is written as %2F and so on
  manifest.csv      file, person, name, bytes, SHA-256 and distinguished name of each; an apostrophe before = + - or @
                    at the beginning of a cell is not part of it
  manifest.sha256   the SHA-256 of every file in here
)";

constexpr std::string_view ldif_content =
    R"(  import.ldif       the same photos as changes: each replaces the attribute {attribute} of one person
)";

constexpr std::string_view checking = R"(
Is it whole? In this folder,

  Linux:       sha256sum -c manifest.sha256
  PowerShell:  Get-Content -Encoding UTF8 manifest.sha256 | ForEach-Object {{
                 $sum, $file = $_ -split '  ', 2
                 if ((Get-FileHash -Algorithm SHA256 -LiteralPath $file).Hash -ne $sum) {{ "wrong: $file" }} }}

Both must find nothing wrong, and no file may be here that the list does not name.
)";

constexpr std::string_view ldif_import = R"(
Import, with an account that may write {attribute}:

  Windows:     ldifde -i -f import.ldif -s dc1.example.com -j .
               It stops at the first person it cannot change; ldif.err says which. It signs in as whoever runs it.
  Linux:       ldapmodify -H ldaps://dc1.example.com -D svc-photos@example.com -W -f import.ldif
               With -c it goes on after a person it cannot change.

Nothing but {attribute} is changed. Importing twice does no harm.
)";

constexpr std::string_view picture_import_by_dn = R"(
Import into Active Directory, with an account that may write {attribute}:

  PowerShell:  Import-Csv -Encoding UTF8 manifest.csv | ForEach-Object {{
                 $photo = [IO.File]::ReadAllBytes((Join-Path $PWD $_.file))
                 Set-ADUser -Identity $_.dn -Replace @{{ {attribute} = $photo }} }}
)";

constexpr std::string_view picture_import_by_key = R"(
Import into Active Directory, with an account that may write {attribute}; persons are sAMAccountNames:

  PowerShell:  Import-Csv -Encoding UTF8 manifest.csv | ForEach-Object {{
                 $photo = [IO.File]::ReadAllBytes((Join-Path $PWD $_.file))
                 Set-ADUser -Identity $_.person -Replace @{{ {attribute} = $photo }} }}
)";

constexpr std::string_view own_import = R"(
With headroom, which checks the batch first, reads back what it wrote and can undo it:

  headroom upload {batch} --to ad
)";

}  // namespace

std::string readme_text(const BatchReadme& readme) {
  std::string text(contents);
  if (readme.ldif) text += ldif_content;
  text += checking;
  text += readme.ldif ? ldif_import : readme.names_dns ? picture_import_by_dn : picture_import_by_key;
  text += own_import;
  const std::string lines =
      fmt::format(fmt::runtime(text), fmt::arg("batch", readme.batch), fmt::arg("people", readme.people),
                  fmt::arg("noun", readme.people == 1 ? "person" : "people"), fmt::arg("attribute", readme.attribute));
  std::string result;
  for (const char letter : lines) {
    if (letter == '\n') result += '\r';
    result += letter;
  }
  return result;
}

}  // namespace headroom::delivery
