// Writes tiny files of every kind for the fuzz targets to begin with: seeds DIR makes DIR/jpeg/..., DIR/png/...
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "batch/journal.h"
#include "codec/decoder_protocol.h"
#include "support/bmp_files.h"
#include "support/heif_files.h"
#include "support/jpeg_2000_files.h"
#include "support/jpeg_files.h"
#include "support/pictures.h"
#include "support/png_files.h"
#include "support/profiles.h"
#include "support/tiff_files.h"
#include "support/webp_files.h"

namespace headroom::fuzz {
namespace {

namespace fs = std::filesystem;

class Seeds {
 public:
  explicit Seeds(fs::path root) : root_(std::move(root)) {}

  void add(std::string_view target, const void* bytes, std::size_t length) {
    const fs::path folder = root_ / target;
    fs::create_directories(folder);
    std::ofstream file(folder / std::to_string(count_++), std::ios::binary);
    file.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(length));
  }
  void add(std::string_view target, const Bytes& bytes) { add(target, bytes.data(), bytes.size()); }
  void add(std::string_view target, std::string_view text) { add(target, text.data(), text.size()); }

  const fs::path& root() const { return root_; }

 private:
  fs::path root_;
  int count_ = 0;
};

constexpr Size small{24, 17};

template <class Sample>
std::vector<Sample> samples(int count, int most) {
  std::vector<Sample> all(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < all.size(); i++)
    all[i] = static_cast<Sample>(i * 37 % (static_cast<std::size_t>(most) + 1));
  return all;
}

void add_jpegs(Seeds& seeds) {
  const Image picture = test::portrait(small);
  const auto add = [&](auto change) {
    test::JpegLook look;
    change(look);
    seeds.add("jpeg", test::write_jpeg(picture, look));
  };
  add([](test::JpegLook&) {});
  add([](test::JpegLook& look) { look.progressive = true; });
  add([](test::JpegLook& look) { look.arithmetic = true; });
  add([](test::JpegLook& look) { look.arithmetic = look.progressive = true; });
  add([](test::JpegLook& look) { look.rgb = true; });
  add([](test::JpegLook& look) { look.luma_down = 1; });
  add([](test::JpegLook& look) { look.restart_rows = 1; });
  add([](test::JpegLook& look) { look.orientation = 6; });
  add([](test::JpegLook& look) { look.icc_segments = test::icc_segments(test::display_p3_profile()); });
  for (const auto coding : {test::InkCoding::adobe_cmyk, test::InkCoding::adobe_ycck})
    seeds.add("jpeg", test::write_ink_jpeg(small, {10, 200, 30, 40}, coding));
}

void add_jpeg_windows(Seeds& seeds) {
  const Image picture = test::portrait({90, 70});
  for (const bool progressive : {false, true})
    for (Byte scale = 0; scale < 4; scale++) {
      test::JpegLook look;
      look.progressive = progressive;
      look.arithmetic = scale == 2;
      look.luma_down = 1 + scale % 2;
      Bytes seed{scale, 60, 90, 100, 80};
      const Bytes file = test::write_jpeg(picture, look);
      seed.insert(seed.end(), file.begin(), file.end());
      seeds.add("jpeg_window", seed);
    }
}

void add_pngs(Seeds& seeds) {
  struct {
    int depth, type, bytes;
  } constexpr layouts[] = {{8, PNG_COLOR_TYPE_RGB, 3},
                           {16, PNG_COLOR_TYPE_RGB, 6},
                           {8, PNG_COLOR_TYPE_RGB_ALPHA, 4},
                           {8, PNG_COLOR_TYPE_GRAY, 1},
                           {1, PNG_COLOR_TYPE_GRAY, 1}};
  for (const bool interlaced : {false, true})
    for (const auto& layout : layouts) {
      test::PngLook look;
      look.depth = layout.depth;
      look.colour_type = layout.type;
      look.interlaced = interlaced;
      look.exif = test::exif_orientation(8);
      const int length = small.width * layout.bytes;
      seeds.add("png", test::write_png(small, look, [length](int) { return samples<Byte>(length, 255); }));
    }
  const auto add = [&](auto change) {
    test::PngLook look;
    change(look);
    seeds.add("png", test::write_png(small, look, [](int) { return samples<Byte>(small.width * 8, 15); }));
  };
  add([](test::PngLook& look) { look.icc = test::display_p3_profile(); });
  add([](test::PngLook& look) { look.gama = 0.7; });
  add([](test::PngLook& look) {
    look.gama = 0.4545;
    look.chrm = {0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06};
  });
  add([](test::PngLook& look) {
    look.depth = 16;
    look.colour_type = PNG_COLOR_TYPE_RGB_ALPHA;
  });
  add([](test::PngLook& look) {
    look.colour_type = PNG_COLOR_TYPE_PALETTE;
    look.palette.assign(16, {9, 99, 199});
    look.palette_alpha = {0, 128, 255};
  });
}

void add_tiffs(Seeds& seeds) {
  for (const int compression : {1, 5, 8, 32773})
    for (const bool big_endian : {false, true}) {
      test::TiffLook look;
      look.size = small;
      look.compression = compression;
      look.big_endian = big_endian;
      look.planar = compression == 8;
      look.tile = compression == 5 ? 16 : 0;
      look.orientation = 6;
      seeds.add("tiff", test::write_tiff(look, samples<std::uint16_t>(small.width * small.height * 3, 255)));
    }
  constexpr int white_is_zero = 0, black_is_zero = 1, rgb = 2, palette = 3, ink = 5, lab = 8;
  const auto add = [&](int bits, int channels, int photometric, int extra) {
    test::TiffLook look;
    look.size = small;
    look.bits = bits;
    look.samples = channels;
    look.photometric = photometric;
    look.extra = extra;
    if (photometric == palette) look.palette = samples<std::uint16_t>(3 << bits, 65535);
    if (extra < 0 && photometric == rgb) look.icc = test::display_p3_profile();
    seeds.add("tiff",
              test::write_tiff(look, samples<std::uint16_t>(small.width * small.height * channels, (1 << bits) - 1)));
  };
  for (const int bits : {1, 8, 16}) add(bits, 1, bits == 1 ? white_is_zero : black_is_zero, -1);
  for (const int bits : {8, 16}) {
    add(bits, 3, rgb, -1);
    for (const int alpha : {1, 2}) add(bits, 4, rgb, alpha);
    add(bits, 4, ink, -1);
  }
  add(4, 1, palette, -1);
  add(8, 3, lab, -1);
}

void add_webps(Seeds& seeds) {
  for (const bool lossless : {false, true})
    for (const bool alpha : {false, true}) {
      test::WebpLook look;
      look.size = small;
      look.lossless = lossless;
      look.alpha = alpha;
      look.exif = test::exif_orientation(3);
      seeds.add("webp", test::write_webp(look, samples<Byte>(small.width * small.height * (alpha ? 4 : 3), 255)));
    }
}

void add_heifs(Seeds& seeds) {
  for (const bool hevc : {false, true}) {
    test::HeifLook look;
    look.hevc = hevc;
    look.orientation = 6;
    const auto file = test::write_heif(look, samples<std::uint16_t>(64 * 64 * 3, 255));
    if (file) seeds.add(hevc ? "heic" : "avif", *file);
  }
}

void add_jpeg_2000s(Seeds& seeds) {
  for (const bool bare : {false, true}) {
    test::Jpeg2000Look look;
    look.size = small;
    look.bare = bare;
    seeds.add("jpeg_2000", test::write_jpeg_2000(look, samples<int>(small.width * small.height * 3, 255)));
  }
}

void add_bmps(Seeds& seeds) {
  for (const int header_bytes : {12, 16, 40, 64, 124})
    for (const int bits : {1, 4, 8, 16, 24, 32}) {
      test::BmpLook look{header_bytes, 3, 2, bits, 0, {}, {}, {}};
      if (bits <= 8) look.palette.assign((std::size_t{1} << bits) * (header_bytes == 12 ? 3 : 4), 99);
      look.pixels.assign(24, 0x12);
      seeds.add("bmp", test::write_bmp(look));
    }
  seeds.add("bmp", test::write_bmp({40, 4, -1, 32, 3, {0x3FF00000, 0x000FFC00, 0x000003FF}, {}, Bytes(16, 0x83)}));
  const Bytes palette(64, 99);
  seeds.add("bmp", test::write_bmp({40, 4, 2, 8, 1, {}, palette, {3, 7, 0, 0, 0, 2, 0, 1, 1, 9, 0, 1}}));
  seeds.add("bmp", test::write_bmp({40, 4, 2, 4, 2, {}, palette, {3, 0x12, 0, 0, 0, 3, 0x34, 0x50, 0, 1}}));
}

void add_gifs(Seeds& seeds) {
  seeds.add("gif", Bytes{'G', 'I',  'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 9,    9, 9, 200, 100,
                         50,  0x2c, 0,   0,   0,   0,   1, 0, 1, 0, 0,    2, 2, 0x44, 1, 0, 0x3b});
}

void add_profiles(Seeds& seeds) {
  const auto add = [&](Byte channels, const Bytes& profile) {
    Bytes seed{channels};
    seed.insert(seed.end(), profile.begin(), profile.end());
    seeds.add("profile", seed);
  };
  add(0, test::grey_profile(2.2));
  add(1, test::srgb_profile());
  add(1, test::display_p3_profile());
  add(2, test::cmyk_profile());
}

void add_texts(Seeds& seeds) {
  seeds.add("options", "size=96x96\nmax-bytes=96x96=9000\ncontrast=light\neffect=96x96=vignette:amount=3\n");
  seeds.add("options", "margin=25\nquality=92\nbackground=#ffffff\nleast-confidence=0.5\n");
  seeds.add("configuration", "margin = 20\nsize = [\"96x96\", \"256x256\"]\nmax-bytes = { \"96x96\" = 9000 }\n");
  seeds.add("file_names", "{any}_{key}\nteam_ada 96x96.jpg\nAda Lovelace 648x648.jpg\nJohn.Smith648x648.jpg\n");
  seeds.add("file_names", "{key}\nsub/ada.jpg\nsmith.john 96x96.jpg\njhon smith.jpg\n");
  seeds.add("lists", "file,person\nada.jpg,ada\n\"a, b.jpg\";\"'=b\"\n");
  seeds.add(
      "lists",
      "action,person,name,file,bytes,before,after,id,store,reason\nskip,ada,Ada,a 96x96.jpg,7,,,1,small,because\n");
  seeds.add("lists", "file,person,name,bytes,sha256,dn\nada.jpg,ada,Ada,7," + std::string(64, 'a') + ",CN=Ada\n");
  seeds.add("lists", std::string(64, 'a') + "  ada.jpg\n" + std::string(64, 'b') + " *manifest.csv\r\n");
  for (const char* name : {"ada.jpg", "<svg>", "%PDF-1.4", "8BPS"}) seeds.add("sniffing", std::string_view(name));
  for (int orientation = 1; orientation <= 8; orientation++) seeds.add("exif", test::exif_orientation(orientation));
}

void add_answer(Seeds& seeds) {
  codec::Reply reply;
  reply.done = 1;
  reply.size = {40, 30};
  reply.format = {'J', 'P', 'E', 'G'};
  for (auto& plane : reply.planes) plane = {{4, 3}, {0, 10}, {0, 10}};
  Bytes seed(sizeof reply + 36, 7);
  std::copy_n(reinterpret_cast<const Byte*>(&reply), sizeof reply, seed.begin());
  seeds.add("decoder_answer", seed);
}

void add_directory_answers(Seeds& seeds) {
  using namespace std::string_view_literals;
  seeds.add("directory_answers", "\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00"sv);
  seeds.add("directory_answers", "ldaps://[::1]:636"sv);
  seeds.add("directory_answers", "80090308: LdapErr: comment: AcceptSecurityContext error, data 52e, v1db1\0"sv);
  seeds.add("directory_answers",
            "\x12\x34\x81\x80\0\1\0\1\0\0\0\0\5_ldap\4_tcp\2ad\4test\0\0\x21\0\1"
            "\xc0\x0c\0\x21\0\1\0\0\2\x58\0\x13\0\0\0\x64\1\x85\3dc1\2ad\4test\0"sv);
}

void add_exchange_answers(Seeds& seeds) {
  seeds.add("exchange_answers", test::write_jpeg(test::portrait(small), {}));
  seeds.add("exchange_answers", "ada@example.com");
  const std::string begin = "<s:Envelope xmlns:s='x'><s:Header><ServerVersionInfo MajorVersion='15' MinorVersion='1'/>";
  const std::string value = "<MessageXml><Value Name='BackOffMilliseconds'>2500</Value><Value ";
  for (const std::string& body :
       {std::string(
            "<R ResponseClass='Success'><ResponseCode>NoError</ResponseCode><PictureData>/9j/</PictureData></R>"),
        std::string(
            "<R ResponseClass='Error'><MessageText>\x1b[1m&lt;</MessageText><ResponseCode>ErrorNew</ResponseCode></R>"),
        "<s:Fault><faultcode>a:ErrorServerBusy</faultcode><detail>" + value + "/></MessageXml></detail></s:Fault>",
        "<R ResponseClass='Error'><ResponseCode>ErrorInternalServerError</ResponseCode>" + value +
            "Name='InnerErrorResponseCode'>ErrorServerBusy</Value></MessageXml></R>"})
    seeds.add("exchange_answers", begin + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>");
  seeds.add("exchange_answers", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
}

void add_journal(Seeds& seeds) {
  const fs::path file = seeds.root() / "journal" / "seed.sqlite";
  fs::create_directories(file.parent_path());
  fs::remove(file);
  const auto journal = batch::Journal::open(file);
  batch::Record record;
  record.outcome.file = "ada.jpg";
  if (journal && (*journal)->put(record)) (void)(*journal)->commit();
}

void add_all(const fs::path& root) {
  Seeds seeds(root);
  add_jpegs(seeds);
  add_jpeg_windows(seeds);
  add_pngs(seeds);
  add_tiffs(seeds);
  add_webps(seeds);
  add_heifs(seeds);
  add_jpeg_2000s(seeds);
  add_bmps(seeds);
  add_gifs(seeds);
  add_profiles(seeds);
  add_texts(seeds);
  add_answer(seeds);
  add_directory_answers(seeds);
  add_exchange_answers(seeds);
  add_journal(seeds);
}

}  // namespace
}  // namespace headroom::fuzz

int main(int count, char** arguments) {
  if (count != 2) return std::cerr << "fuzz_seeds DIR\n", 2;
  headroom::fuzz::add_all(arguments[1]);
}
