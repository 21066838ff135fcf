package dev.sopflow.run.web;

import dev.sopflow.run.BoardFilter;
import dev.sopflow.run.BoardMarking;
import dev.sopflow.run.ListBoard;
import dev.sopflow.run.MarkHistory;
import dev.sopflow.run.Marks;
import dev.sopflow.run.Runs;
import dev.sopflow.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list board of a run: who is on the list, and marking many at once. */
@Controller
@RequestMapping("/runs/{id}/list")
class ListBoardPage {

  private static final int LINES = 100;
  private static final int ACTS = 8;

  private final Runs runs;
  private final ListBoard board;
  private final Marks marks;
  private final BoardMarking markings;
  private final MarkHistory history;
  private final BoardFile file;

  ListBoardPage(
      Runs runs,
      ListBoard board,
      Marks marks,
      BoardMarking markings,
      MarkHistory history,
      BoardFile file) {
    this.runs = runs;
    this.board = board;
    this.marks = marks;
    this.markings = markings;
    this.history = history;
    this.file = file;
  }

  @GetMapping
  String show(
      @PathVariable long id,
      @ModelAttribute("filter") BoardFilter filter,
      @RequestParam(defaultValue = "0") int page,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("undoesAll", runsSops(request));
    var asked = new Page.Asked(page, LINES);
    model.addAttribute("run", runs.get(id));
    model.addAttribute("markNames", board.markNames(id));
    model.addAttribute("kinds", board.values(id, "kind"));
    model.addAttribute("acts", history.acts(id, ACTS));
    try {
      model.addAttribute("lines", lines(id, filter, asked));
    } catch (IllegalArgumentException unreadable) {
      model.addAttribute("wrong", unreadable.getMessage());
      model.addAttribute("lines", asked.of(List.of(), 0));
    }
    return "run/board";
  }

  private Page<ListBoard.Line> lines(long id, BoardFilter filter, Page.Asked asked) {
    var total = board.count(id, filter);
    return asked.of(board.lines(id, filter, asked.offset(), asked.size()), total);
  }

  /**
   * Marks the picked participants, as one act.
   *
   * @param set {@code mark=value} pairs joined by commas; no value takes the mark away
   * @param all every participant whom the filter lets through, instead of {@code ids}
   */
  @PostMapping("/marks")
  String mark(
      @PathVariable long id,
      @RequestParam(required = false) List<Long> ids,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam String set,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute("filter") BoardFilter filter,
      @RequestParam(defaultValue = "0") int page,
      Principal user,
      RedirectAttributes after) {
    runs.get(id);
    var picked =
        all ? board.contacts(id, filter) : ids == null ? new Long[0] : ids.toArray(Long[]::new);
    try {
      var wanted = read(set);
      after.addFlashAttribute("changed", markings.mark(id, picked, wanted, reason, user.getName()));
    } catch (IllegalArgumentException unreadable) {
      after.addFlashAttribute("wrong", unreadable.getMessage());
    }
    return back(id, filter, page, after);
  }

  /** A rep takes back only what they marked themselves. */
  @PostMapping("/acts/{act}/undo")
  String undo(
      @PathVariable long id,
      @PathVariable long act,
      @ModelAttribute("filter") BoardFilter filter,
      @RequestParam(defaultValue = "0") int page,
      Principal user,
      HttpServletRequest request,
      RedirectAttributes after) {
    if (!runsSops(request) && !history.isOwn(id, act, user.getName())) {
      throw new AccessDeniedException("not their own marking");
    }
    try {
      after.addFlashAttribute("restored", marks.undo(id, act, user.getName()));
    } catch (IllegalArgumentException gone) {
      after.addFlashAttribute("wrong", gone.getMessage());
    }
    return back(id, filter, page, after);
  }

  /** Who marked one participant, what, when and why. */
  @GetMapping("/{contact:\\d+}/history")
  String history(@PathVariable long id, @PathVariable long contact, Model model) {
    model.addAttribute("changes", history.of(id, contact));
    return "run/board :: history";
  }

  @GetMapping("/file")
  void file(
      @PathVariable long id,
      @ModelAttribute("filter") BoardFilter filter,
      @RequestParam(defaultValue = "") String purpose,
      HttpServletResponse response)
      throws IOException {
    runs.get(id);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"run-" + id + "-list.csv\"");
    file.write(id, filter, purpose, response.getOutputStream());
  }

  private static boolean runsSops(HttpServletRequest request) {
    return request.isUserInRole("ops") || request.isUserInRole("admin");
  }

  private static Map<String, String> read(String set) {
    var wanted = new LinkedHashMap<String, String>();
    for (var piece : set.split(",")) {
      var halves = piece.split("=", 2);
      if (halves.length < 2 || halves[0].isBlank()) {
        throw new IllegalArgumentException(
            "'" + piece.strip() + "' is no mark=value pair; write for example city=Berlin");
      }
      wanted.put(halves[0].strip(), halves[1].isBlank() ? null : halves[1].strip());
    }
    return wanted;
  }

  private static String back(long id, BoardFilter filter, int page, RedirectAttributes after) {
    after.addAttribute("show", filter.show());
    after.addAttribute("kind", filter.kind());
    after.addAttribute("who", filter.who());
    after.addAttribute("missing", filter.missing());
    after.addAttribute("q", filter.q());
    after.addAttribute("sort", filter.sort());
    after.addAttribute("page", page);
    return "redirect:/runs/" + id + "/list";
  }
}
