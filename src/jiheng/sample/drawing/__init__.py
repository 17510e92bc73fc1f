"""Drawing (绘制): a laid-out page as the bytes of a file, one file a format, written by hand so that no library's habits stand between."""
