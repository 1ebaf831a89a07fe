// Writes a zip archive into memory, by libarchive.

#include "service/api/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "model/error.h"

namespace tenon {

namespace {

struct ArchiveEnd {
  void operator()(archive* one) const { archive_write_free(one); }
};
struct EntryEnd {
  void operator()(archive_entry* one) const { archive_entry_free(one); }
};

void require(archive* writer, la_ssize_t code) {
  if (code < ARCHIVE_OK)
    throw Error(Fault::kInternal,
                std::string("the zip file cannot be made: ") + archive_error_string(writer));
}

la_ssize_t append(archive*, void* to, const void* from, std::size_t size) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(from), size);
  return static_cast<la_ssize_t>(size);
}

void add(archive* writer, const NewFile& file) {
  constexpr int kReadable = 0644;
  const std::unique_ptr<archive_entry, EntryEnd> entry(archive_entry_new());
  archive_entry_set_pathname_utf8(entry.get(), file.path.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.text.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kReadable);
  require(writer, archive_write_header(writer, entry.get()));
  require(writer, archive_write_data(writer, file.text.data(), file.text.size()));
}

}  // namespace

std::string zipped(const std::vector<NewFile>& files) {
  std::string bytes;
  const std::unique_ptr<archive, ArchiveEnd> writer(archive_write_new());
  require(writer.get(), archive_write_set_format_zip(writer.get()));
  require(writer.get(), archive_write_open(writer.get(), &bytes, nullptr, &append, nullptr));
  for (const NewFile& file : files) add(writer.get(), file);
  require(writer.get(), archive_write_close(writer.get()));
  return bytes;
}

}  // namespace tenon
