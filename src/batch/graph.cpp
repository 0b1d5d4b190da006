#include "batch/graph.h"

#include <fmt/format.h>
#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <chrono>
#include <memory>
#include <tuple>

namespace headroom::batch {
namespace {

namespace flow = tbb::flow;

template <class Stage>
using Message = std::shared_ptr<Stage>;

/// A step as a node: port 0 passes the photo on, port 1 takes a failed one to the exit.
template <class In, class Out>
using Node = flow::multifunction_node<Message<In>, std::tuple<Message<Out>, Message<Draft>>>;

Draft& draft_of(Draft& draft) { return draft; }
template <class Stage>
Draft& draft_of(Stage& stage) {
  return stage.draft;
}

using Seconds = std::chrono::duration<double>;

/// The step's result; what it throws (no memory, a library's own exception) costs this photo only.
template <class In, class Out>
Result<Out> guarded(Result<Out> (*step)(In&, const Tools&), In& photo, const Tools& tools) try {
  return step(photo, tools);
} catch (const std::bad_alloc&) {
  return fail(Fault::internal, "not enough memory; run again with fewer --jobs");
} catch (const std::exception& error) {
  return fail(Fault::internal, error.what());
}

template <class In, class Out>
Node<In, Out> node(flow::graph& graph, Result<Out> (*step)(In&, const Tools&), const Tools& tools, int priority) {
  const auto body = [step, &tools](const Message<In>& photo, auto& ports) {
    const auto begin = std::chrono::steady_clock::now();
    Result<Out> done = guarded(step, *photo, tools);
    Draft& draft = draft_of(*photo);
    draft.outcome.seconds += Seconds(std::chrono::steady_clock::now() - begin).count();
    if (!done) {
      draft.outcome.error = done.error();
      std::get<1>(ports).try_put(std::make_shared<Draft>(std::move(draft)));
      return;
    }
    done->draft = std::move(draft);
    std::get<0>(ports).try_put(std::make_shared<Out>(std::move(*done)));
  };
  // Later steps first: photos leave, and give their memory back, before new ones enter.
  return Node<In, Out>(graph, flow::unlimited, body, static_cast<flow::node_priority_t>(priority));
}

using UploadNode = flow::async_node<Message<Outcome>, flow::continue_msg>;

/// The graph waits for what is handed over here, but none of its threads does.
UploadNode upload_node(flow::graph& graph, Uploads* uploads) {
  return {graph, flow::unlimited, [uploads](const Message<Outcome>& outcome, auto& gateway) {
            if (uploads == nullptr) return;
            gateway.reserve_wait();
            uploads->submit(*outcome, [&gateway] { gateway.release_wait(); });
          }};
}

void build_and_run(const Tools& tools, int jobs, const Entrance& entrance, const Exit& exit, Uploads* uploads) {
  flow::graph graph;

  flow::input_node<Message<Draft>> enter(graph, [&entrance](tbb::flow_control& control) -> Message<Draft> {
    if (auto draft = entrance()) return std::make_shared<Draft>(std::move(*draft));
    control.stop();
    return nullptr;
  });
  flow::limiter_node<Message<Draft>> tokens(graph, static_cast<std::size_t>(2 * jobs + 2));

  auto reading = node(graph, read, tools, 1);
  auto decoding = node(graph, locate_and_decode, tools, 2);
  auto rendering = node(graph, render, tools, 3);
  auto encoding = node(graph, encode, tools, 4);
  auto delivering = node(graph, deliver, tools, 5);

  flow::function_node<Message<Finished>, Message<Draft>> unpack(
      graph, flow::unlimited,
      [](const Message<Finished>& done) { return std::make_shared<Draft>(std::move(done->draft)); });
  using Leave = flow::multifunction_node<Message<Draft>, std::tuple<flow::continue_msg, Message<Outcome>>>;
  Leave leave(graph, flow::serial, [&exit](const Message<Draft>& draft, auto& ports) {
    std::get<1>(ports).try_put(std::make_shared<Outcome>(exit(std::move(*draft))));
    std::get<0>(ports).try_put(flow::continue_msg());
  });
  auto uploading = upload_node(graph, uploads);

  flow::make_edge(enter, tokens);
  flow::make_edge(tokens, reading);
  const auto connect = [&leave](auto& from, auto& to) {
    flow::make_edge(flow::output_port<0>(from), to);
    flow::make_edge(flow::output_port<1>(from), leave);
  };
  connect(reading, decoding);
  connect(decoding, rendering);
  connect(rendering, encoding);
  connect(encoding, delivering);
  connect(delivering, unpack);
  flow::make_edge(unpack, leave);
  flow::make_edge(flow::output_port<0>(leave), tokens.decrementer());
  flow::make_edge(flow::output_port<1>(leave), uploading);

  enter.activate();
  graph.wait_for_all();
}

}  // namespace

void run_graph(const Tools& tools, int jobs, const Entrance& entrance, const Exit& exit, Uploads* uploads) {
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(jobs));
  tbb::task_arena arena(jobs);
  arena.execute([&] { build_and_run(tools, jobs, entrance, exit, uploads); });
}

}  // namespace headroom::batch
