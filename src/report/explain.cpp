#include "report/explain.h"

#include <array>

namespace headroom::report {
namespace {

constexpr std::array<ExplainedFlag, 16> flags{{
    {Flag::no_subject,
     {"Nobody was found: the picture shows the top of a tall photo, or what stands out in a wide one.",
      "Look whether the face is well placed; if not, crop the photo closer to the person by hand and run again."}},
    {Flag::low_confidence,
     {"Somebody may be there, but it is too unsure: the picture shows the top of a tall photo, or what stands out in a "
      "wide one.",
      "Look whether the face is well placed; if not, crop the photo closer to the person by hand and run again."}},
    {Flag::several_people,
     {"More than one person may be in the photo: the picture shows the one whom --person chooses, by default the one "
      "who "
      "stands out most; nobody with --person only.",
      "Look whether it is the right person; if not, cut the photo to that person, or convert it apart with another "
      "--person."}},
    {Flag::grey,
     {"The photo has no colour, so skin could not be told by its colour, and the person was not found by the face "
      "alone.",
      "Look whether the face is well placed; a photo in colour is framed more surely."}},
    {Flag::enlarged,
     {"The photo has fewer pixels than a picture needs, so that picture was enlarged: it looks soft.",
      "Ask for a larger photo, or forbid enlarging with --enlarge never."}},
    {Flag::left_out,
     {"A picture was left out, because the photo is too small and enlarging is forbidden.",
      "Ask for a larger photo, or allow enlarging."}},
    {Flag::over_limit,
     {"A picture has more bytes than its limit even at the lowest quality.",
      "Raise the limit with --max-bytes, or check that the place it goes to accepts it."}},
    {Flag::damaged,
     {"The file is damaged, but the picture is nearly whole.",
      "Look for grey or shifted parts; if there are any, get the photo again from where it came from."}},
    {Flag::wrong_extension,
     {"The file's name says another format than its content; it was read by its content.",
      "Nothing needs to be done; rename the file if other programs stumble over it."}},
    {Flag::profile_dropped,
     {"The photo's colour profile could not be used, so its colours were taken for sRGB.",
      "Look whether the colours are right; if they are pale or odd, save the photo as sRGB and run again."}},
    {Flag::small_head,
     {"The head is under 96 pixels high in the photo, so pictures of it are coarse.",
      "Ask for a photo that shows the person larger."}},
    {Flag::blurred,
     {"The face looks out of focus, or it moved.",
      "Look at the largest picture; if the face is soft, ask for a sharper photo."}},
    {Flag::dark,
     {"There is little light on the face: even its lightest parts are dark.",
      "Look whether the face can be seen well; if not, try --brightness auto, or ask for a lighter photo."}},
    {Flag::overexposed,
     {"A tenth of the face or more is burnt out: it is plain white.",
      "Look whether the face still has its features; if not, ask for another photo."}},
    {Flag::near_duplicate,
     {"Another photo of this run shows the same picture.",
      "Look whose picture it is; under two names one of them is usually a mistake."}},
    {Flag::turned,
     {"The photo lay on its side or upside down without saying so, and was turned by the face in it.",
      "Look whether it stands upright now; if not, convert it apart with --auto-rotate no."}},
}};

constexpr std::array<ExplainedFault, 29> faults{{
    {Fault::unreadable,
     {"The file could not be read from the disk.", "Check its path, its rights and the disk, then run again."}},
    {Fault::not_an_image, {"There is no image in the file.", "Take the file out of the folder."}},
    {Fault::unsupported,
     {"The file is an image of a kind that is not read.", "Save the photo as JPEG or PNG and run again."}},
    {Fault::broken, {"The image is damaged.", "Get the photo again from where it came from."}},
    {Fault::too_large, {"The photo is over a limit.", "Raise the limit or shrink the photo, then run again."}},
    {Fault::decoder_crashed,
     {"The decoder died on this photo.", "Get the photo again, or convert it with another program, then run again."}},
    {Fault::decoder_timeout,
     {"Decoding the photo took longer than allowed.",
      "Allow more time, or convert the photo with another program, then run again."}},
    {Fault::name_taken,
     {"Another photo already gives pictures of this name.", "Rename one of the two photos and run again."}},
    {Fault::name_too_long,
     {"No file can have the names of its pictures: they are longer than 255 bytes.",
      "Give the photo a shorter name, then run again."}},
    {Fault::not_fitting,
     {"No picture could be made that keeps to the settings.",
      "Raise --max-bytes or allow enlarging; otherwise ask for another photo."}},
    {Fault::write_failed, {"The pictures could not be written.", "Check disk space and rights, then run again."}},
    {Fault::device_failed,
     {"The graphics device refused the work.", "Run again with --device cpu, and check the device's driver."}},
    {Fault::usage, {"Options or settings do not fit together.", "Correct the settings named here and run again."}},
    {Fault::locked,
     {"Another run works on this output folder.", "Wait until it has ended, or stop it, then run again."}},
    {Fault::no_such_user,
     {"Nobody in the directory has this name.", "Rename the picture, or say who it is in a list (file,person)."}},
    {Fault::several_users, {"More than one person may be meant.", "Choose another key, or say who it is in a list."}},
    {Fault::refused, {"The directory takes no such photo for this person.", "Read the detail; convert it again."}},
    {Fault::access_denied,
     {"The account may not write this person's photo.", "Delegate the right to write that one attribute."}},
    {Fault::login_refused, {"The account or its password was refused.", "Correct it before anything is tried again."}},
    {Fault::not_encrypted, {"The server wants an encrypted line.", "Use LDAPS, StartTLS or a sealed Kerberos login."}},
    {Fault::untrusted, {"The server's certificate is not to be trusted.", "Read why; name its CA with --ca-file."}},
    {Fault::unreachable, {"The server could not be reached.", "Check name, port, network and firewall; run again."}},
    {Fault::busy, {"The server asked to come back later.", "Run the same command again."}},
    {Fault::not_now,
     {"The store cannot take this person's photo just now.", "Run the same command again, in some minutes."}},
    {Fault::unknown_outcome,
     {"The line was lost before the answer: it may be done.", "Run the same command again; it looks first."}},
    {Fault::changed_since, {"Somebody else changed the photo meanwhile.", "Plan again, and look at it."}},
    {Fault::not_verified, {"Something else was read back than was sent.", "Run the same command again."}},
    {Fault::limit_reached, {"A limit that was set ended the run.", "Raise it if that is meant, and run again."}},
    {Fault::internal, {"A mistake in headroom itself.", "Run again; if it stays, report it with the line shown here."}},
}};

}  // namespace

std::span<const ExplainedFlag> explained_flags() { return flags; }

std::span<const ExplainedFault> explained_faults() { return faults; }

Explanation explain(Flag flag) {
  for (const auto& entry : flags)
    if (entry.flag == flag) return entry.explanation;
  return {};
}

Explanation explain(Fault fault) {
  for (const auto& entry : faults)
    if (entry.fault == fault) return entry.explanation;
  return {};
}

std::string detail_of(const Outcome& outcome) {
  if (outcome.status == Status::failed) return outcome.error.detail;
  return outcome.duplicate_of.empty() ? "" : "the same picture as " + outcome.duplicate_of;
}

}  // namespace headroom::report
