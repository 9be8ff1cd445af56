package dev.fiberscope.app.timeline;

import dev.fiberscope.app.timeline.FiberLanes.Group;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What scrolls, from top to bottom: headers and, unless somebody folded them, their lanes. */
final class Sections {
  /** The number of a section that there is not. */
  static final int NONE = -1;

  /**
   * Lanes that scroll, under a header.
   *
   * @param firstLane of its fibers; carriers that are too many to stay have none
   * @param carriers true if its lanes are carriers
   */
  record Section(
      String name, String detail, int firstLane, int lanes, boolean carriers, boolean collapsed) {
    int shown() {
      return collapsed ? 0 : lanes;
    }
  }

  private final List<Section> all = new ArrayList<>();
  // Where the header of each section is, from the first one on, and where the last one ends.
  private final double[] tops;

  /**
   * @param carriers how many carriers scroll
   * @param collapsed names of sections of which only the header shows
   */
  Sections(int carriers, List<Group> groups, Set<String> collapsed) {
    if (carriers > 0) {
      String name = "MORE CARRIERS";
      all.add(
          new Section(name, Numbers.count(carriers), 0, carriers, true, collapsed.contains(name)));
    }
    for (Group group : groups) {
      all.add(
          new Section(
              group.name(),
              detail(group),
              group.firstLane(),
              group.lanes(),
              false,
              collapsed.contains(group.name())));
    }
    tops = new double[all.size() + 1];
    for (int i = 0; i < all.size(); i++) {
      tops[i + 1] = tops[i] + Lanes.HEADER + (double) all.get(i).shown() * Lanes.LANE;
    }
  }

  private static String detail(Group group) {
    boolean shared = group.lanes() < group.fibers();
    return Numbers.count(group.fibers())
        + (shared ? " \u00b7 " + Numbers.count(group.lanes(), "lane") : "");
  }

  int count() {
    return all.size();
  }

  Section get(int number) {
    return all.get(number);
  }

  List<String> names() {
    return all.stream().map(Section::name).toList();
  }

  /** How far the header of a section is below the first one. */
  double top(int number) {
    return tops[number];
  }

  /** How high all of it is. */
  double height() {
    return tops[all.size()];
  }

  /** How far a lane of fibers is below the first header that stays. */
  double topOfLane(int section, int fiberLane) {
    return tops[section] + (double) (fiberLane - all.get(section).firstLane()) * Lanes.LANE;
  }

  /** The section at a distance from the first header; 0 if there is none. */
  int at(double distance) {
    int found = Arrays.binarySearch(tops, 0, all.size(), distance);
    // Empty sections are as high as their headers, so no two tops are the same.
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** The section of a lane of fibers, or {@link #NONE}. */
  int ofLane(int lane) {
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Section section = all.get(middle);
      if (section.carriers() || lane >= section.firstLane() + section.lanes()) {
        low = middle + 1;
      } else if (lane < section.firstLane()) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return NONE;
  }
}
