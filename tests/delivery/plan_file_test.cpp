#include "delivery/plan_file.h"

#include <gmock/gmock.h>

#include "store/sha256.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view picture = "\xFF\xD8\xFF one";
const std::string one = store::sha256(Bytes(picture.begin(), picture.end()));
const std::string other(64, 'a');

Step step(Action action, const std::string& key) {
  Step made;
  made.action = action;
  made.person = {"id-" + key, key, "Name of " + key, {}, true};
  const bool has_picture = action == Action::create || action == Action::replace || action == Action::same;
  if (has_picture) {
    made.file = key + " 96x96.jpg";
    made.after = one;
    made.bytes = static_cast<long long>(picture.size());
  }
  if (action == Action::replace || action == Action::remove) made.before = other;
  if (action == Action::same) made.before = one;
  if (action == Action::skip || action == Action::no_match) made.reason = "because";
  return made;
}

Result<std::vector<Step>> back(const std::string& text) { return parse_plan(text, "plan.csv", "/out", "ad DC=test"); }

std::string complaint(const std::string& text) {
  const auto steps = back(text);
  return steps ? "none" : steps.error().detail;
}

std::string with(std::string text, const std::string& old_part, const std::string& new_part) {
  const std::size_t at = text.find(old_part);
  EXPECT_NE(at, std::string::npos) << old_part;
  return text.replace(at, old_part.size(), new_part);
}

TEST(PlanFile, comes_back_as_it_was) {
  std::vector<Step> steps;
  for (const auto action :
       {Action::create, Action::replace, Action::remove, Action::same, Action::skip, Action::no_match})
    steps.push_back(step(action, "k" + std::to_string(steps.size())));
  for (const std::string hostile : {"=1+1", "'=1", "''-", "a,b", "say \"hi\"", "two\nlines", "\r\n", " space ", ";\t",
                                    "\xFF\xFE", "M\xC3\xBCller", "@x", "'"}) {
    steps.push_back(step(Action::create, hostile));
    steps.back().person.name = hostile;
    steps.back().file = "sub/" + hostile;
    steps.push_back(step(Action::skip, "x" + hostile));
    steps.back().file = hostile;
    steps.back().reason = hostile;
  }
  const auto read = back(plan_csv(steps, "ad DC=test"));
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->size(), steps.size());
  for (std::size_t i = 0; i < steps.size(); i++) {
    const auto& a = steps[i];
    const auto& b = (*read)[i];
    EXPECT_EQ(a.action, b.action);
    EXPECT_EQ(a.file, b.file);
    EXPECT_EQ(a.person.id, b.person.id);
    EXPECT_EQ(a.person.key, b.person.key);
    EXPECT_EQ(a.person.name, b.person.name);
    EXPECT_EQ(a.before, b.before);
    EXPECT_EQ(a.after, b.after);
    EXPECT_EQ(a.bytes, b.bytes);
    EXPECT_EQ(a.reason, b.reason);
    EXPECT_EQ(b.path, b.file.empty() ? "" : "/out/" + b.file);
  }
  EXPECT_EQ(plan_csv(*read, "ad DC=test"), plan_csv(steps, "ad DC=test"));
}

TEST(PlanFile, may_lose_rows_be_sorted_and_say_skip) {
  const auto text = plan_csv({step(Action::create, "ada"), step(Action::replace, "bob")}, "ad DC=test");
  const auto skipped = back(with(text, "replace,", "skip,")).value();
  EXPECT_EQ(skipped[1].action, Action::skip);
  EXPECT_THAT(skipped[1].reason, HasSubstr("by hand"));
  const std::size_t rows = text.find("create");
  EXPECT_EQ(back(text.substr(0, rows) + text.substr(text.find("replace"))).value().size(), 1U);
  EXPECT_TRUE(back(text.substr(0, rows)).value().empty());
  const auto sorted =
      back(text.substr(0, rows) + text.substr(text.find("replace")) + text.substr(rows, text.find("replace") - rows));
  EXPECT_EQ(sorted.value()[0].person.key, "bob");
}

TEST(PlanFile, comes_back_from_a_spreadsheet_with_semicolons) {
  auto text = plan_csv({step(Action::create, "ada")}, "ad DC=test");
  std::ranges::replace(text, ',', ';');
  EXPECT_EQ(back(text).value()[0].action, Action::create);
}

TEST(PlanFile, refuses_actions_that_somebody_put_in) {
  const auto refuses = [](const Step& made, const std::string& action) {
    const auto text = with(plan_csv({made}, "ad DC=test"), "\r\n" + std::string(name(made.action)), "\r\n" + action);
    EXPECT_THAT(complaint(text), HasSubstr("plan.csv:2:")) << name(made.action) << " to " << action;
  };
  refuses(step(Action::create, "ada"), "replace");
  refuses(step(Action::create, "ada"), "remove");
  refuses(step(Action::create, "ada"), "same");
  refuses(step(Action::replace, "ada"), "create");
  refuses(step(Action::replace, "ada"), "remove");
  refuses(step(Action::remove, "ada"), "replace");
  refuses(step(Action::same, "ada"), "create");
  refuses(step(Action::same, "ada"), "remove");
  refuses(step(Action::skip, "ada"), "create");
  refuses(step(Action::skip, "ada"), "remove");
  refuses(step(Action::no_match, "ada"), "create");
  refuses(step(Action::create, "ada"), "delete");
  refuses(step(Action::create, "ada"), "");
}

TEST(PlanFile, is_for_one_store_and_one_folder) {
  const auto text = plan_csv({step(Action::create, "ada")}, "ad DC=other");
  EXPECT_THAT(complaint(text), AllOf(HasSubstr("the plan is for the store 'ad DC=other'"), HasSubstr("make a new")));
  for (const std::string file : {"../ada.jpg", "a/../../ada.jpg", "/etc/passwd", "a/..", "..", "a/b/../../.."}) {
    auto made = step(Action::create, "ada");
    made.file = file;
    EXPECT_THAT(complaint(plan_csv({made}, "ad DC=test")), HasSubstr("not below")) << file;
  }
}

TEST(PlanFile, says_in_which_line_something_is_wrong) {
  const auto text = plan_csv({step(Action::create, "ada")}, "ad DC=test");
  EXPECT_THAT(complaint(""), HasSubstr("plan.csv"));
  EXPECT_THAT(complaint("file,person\na,b\n"), HasSubstr("a plan that upload --plan wrote is wanted"));
  EXPECT_THAT(complaint(with(text, one, one.substr(1))), HasSubstr("is no SHA-256"));
  EXPECT_THAT(complaint(with(text, ",7,", ",7 KB,")), HasSubstr("is no whole number"));
  EXPECT_THAT(complaint(with(text, ",7,", ",-7,")), HasSubstr("is no whole number"));
  EXPECT_THAT(complaint(with(text, "id-ada", "")), HasSubstr("nobody's id"));
  EXPECT_THAT(complaint(plan_csv({step(Action::create, "ada"), step(Action::remove, "ada")}, "ad DC=test")),
              AllOf(HasSubstr("plan.csv:3:"), HasSubstr("in line 2, too")));
}

TEST(PlanFile, skips_pictures_that_are_others_than_planned) {
  const test::TemporaryFolder out, elsewhere;
  out.write("same 96x96.jpg", picture);
  out.write("larger 96x96.jpg", std::string(picture) + "!");
  out.write("other 96x96.jpg", "\xFF\xD8\xFF two");
  elsewhere.write("x", picture);
  std::filesystem::create_symlink(elsewhere / "x", out / "link 96x96.jpg");
  std::vector<Step> steps;
  for (const char* key : {"same", "larger", "other", "gone", "link"}) steps.push_back(step(Action::create, key));
  const auto file = elsewhere.write("plan.csv", plan_csv(steps, "ad DC=test"));
  const auto read = read_plan(file, out.path(), "ad DC=test");
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ((*read)[0].action, Action::create);
  EXPECT_EQ((*read)[0].path, out / "same 96x96.jpg");
  for (std::size_t i = 1; i < read->size(); i++) {
    EXPECT_EQ((*read)[i].action, Action::skip) << i;
    EXPECT_EQ((*read)[i].error->fault, Fault::changed_since);
  }
  EXPECT_EQ(read_plan(out / "none.csv", out.path(), "x").error().fault, Fault::usage);
}

}  // namespace
}  // namespace headroom::delivery
