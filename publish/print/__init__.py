"""What she takes home: bookmarks, flyer, sign, staff card, banners. One file per output: data in, bytes out."""
