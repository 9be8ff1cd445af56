/**
 * What goes into the image besides what the program itself requires.
 *
 * <p>It has no code: its requirements are the list.
 */
module dev.fiberscope.installer {
  requires dev.fiberscope.app;
}
