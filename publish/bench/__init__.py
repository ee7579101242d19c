"""What `make bench` measures of the site: the build beside other generators, the first view beside Material's."""
