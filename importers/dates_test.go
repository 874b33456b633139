package importers

import "testing"

func TestNormalDate(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"2025-05-04", "2025-05-04"},
		{"2025-05-04T23:30:00-05:00", "2025-05-04"},
		{"2025/5/4", "2025-05-04"},
		{"20250504", "2025-05-04"},
		{"2025-05", "2025-05"},
		{"2025", "2025"},
		{"May 4, 2025", "2025-05-04"},
		{"Sunday, May 4th 2025 at 10:30 am", "2025-05-04"},
		{"4 May 2025", "2025-05-04"},
		{"4. Mai 2025", "2025-05-04"},
		{"4 de mayo de 2025", "2025-05-04"},
		{"1er août 2025", "2025-08-01"},
		{"3 mars 2025", "2025-03-03"},
		{"maart 2025", "2025-03"},
		{"Sept. 9, 2024", "2024-09-09"},
		{"04.05.2025", "2025-05-04"},
		{"13/05/2025", "2025-05-13"},
		{"05/13/2025", "2025-05-13"},
		{"04/05/2025", "2025"},
		{"2025年5月4日", "2025-05-04"},
		{"Mon, 04 May 2025 10:00:00 GMT", "2025-05-04"},
		{"February 30, 2025", ""},
		{"Mark 4, 2025", ""},
		{"yesterday", ""},
		{"12345678", ""},
		{"", ""},
	} {
		if got := normalDate(tt.in); got != tt.want {
			t.Errorf("normalDate(%q): got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestDateLine(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Published: Sunday, May 4, 2025 10:30 am", "2025-05-04"},
		{"4 May 2025 | 5 min read", "2025-05-04"},
		{"2025-05-04", "2025-05-04"},
		{"The minister spoke on May 4, 2025", ""},
		{"Mexico City on Nov. 6, 2024; photo", ""},
		{"May 4", ""},
		{"2025", ""},
	} {
		if got := dateLine(tt.in); got != tt.want {
			t.Errorf("dateLine(%q): got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAddressDate(t *testing.T) {
	for _, tt := range []struct{ in, day, part string }{
		{"https://example.org/2025/05/04/fish", "2025-05-04", ""},
		{"https://example.org/news/2025-05-04/fish", "2025-05-04", ""},
		{"https://example.org/2025/may/04/fish", "2025-05-04", ""},
		{"https://example.org/2025/05/fish", "", "2025-05"},
		{"https://example.org/item/20250504123", "", ""},
		{"https://example.org/fish-2025", "", ""},
	} {
		if day, part := addressDate(tt.in); day != tt.day || part != tt.part {
			t.Errorf("addressDate(%q): got %q, %q, want %q, %q", tt.in, day, part, tt.day, tt.part)
		}
	}
}

func TestCleanByline(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"By Ann Fisher", "Ann Fisher"},
		{"By Ann Fisher and Bo Netter", "Ann Fisher|Bo Netter"},
		{"Ann Fisher, Staff Writer", "Ann Fisher"},
		{"Written by: Ann Fisher on May 4, 2025", "Ann Fisher"},
		{"Von Ann Fisher", "Ann Fisher"},
		{"Fisher, Ann", "Ann Fisher"},
		{"Ann Fisher | Daily Cod", "Ann Fisher"},
		{"Ann Fisher @annfisher", "Ann Fisher"},
		{"Ann Fisher, Bo Netter, and Cy Angler", "Ann Fisher|Bo Netter|Cy Angler"},
		{"admin", ""},
		{"https://example.org/ann", ""},
	} {
		got := ""
		for i, n := range cleanByline(tt.in) {
			if i > 0 {
				got += "|"
			}
			got += n
		}
		if got != tt.want {
			t.Errorf("cleanByline(%q): got %q, want %q", tt.in, got, tt.want)
		}
	}
}
