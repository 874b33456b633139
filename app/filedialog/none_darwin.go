package filedialog

func ask(Request) ([]string, error) { return nil, ErrNone }
