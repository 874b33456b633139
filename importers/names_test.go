package importers

import "testing"

func TestNamesIn(t *testing.T) {
	for _, test := range []struct {
		value string
		want  naming
	}{
		{"", 0},
		{"nav", namedMenus},
		{"Main-NAV open", namedMenus},
		{"navy canvas", 0},
		{"site__menu\tskip", namedMenus},
		{"by-line", namedByline | namedAuthor},
		{"article__meta", namedByline},
		{"article meta", 0}, // two classes
		{"post_read-more-2", namedRelated},
		{"more read", 0},
		{"disqus_thread", namedComments},
		{"cookiebar", namedFoot},
		{"headline-credit wp-caption-text", namedCaption},
		{"breadcrumb", namedMenus | namedByline},
		{"--", 0},
		{"- sponsored", namedAds},
	} {
		if got := namesIn(test.value); got != test.want {
			t.Errorf("namesIn(%q) = %b, want %b", test.value, got, test.want)
		}
	}
}
