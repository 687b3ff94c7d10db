namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>The attributes of an element that matter to how it is shown.</summary>
internal struct ElementAttributes
{
    private int _width;
    private int _height;

    public string? Href { get; private set; }

    public string? Source { get; private set; }

    public string? Action { get; private set; }

    public bool IsPassword { get; private set; }

    /// <summary>Whether what is in the element is styled to be unseen.</summary>
    public bool IsHidden { get; private set; }

    public bool IsTiny { get; private set; }

    /// <summary>Whether it is said to be at most three pixels wide and high.</summary>
    public readonly bool IsBeacon => _width > 0 && _height > 0;

    public void Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Equals("href", StringComparison.OrdinalIgnoreCase))
        {
            Href = value.ToString();
        }
        else if (name.Equals("src", StringComparison.OrdinalIgnoreCase))
        {
            Source = value.ToString();
        }
        else if (name.Equals("style", StringComparison.OrdinalIgnoreCase))
        {
            TakeStyle(value);
        }
        else if (name.Equals("width", StringComparison.OrdinalIgnoreCase))
        {
            _width = IsDot(value) ? 1 : 0;
        }
        else if (name.Equals("height", StringComparison.OrdinalIgnoreCase))
        {
            _height = IsDot(value) ? 1 : 0;
        }
        else if (name.Equals("action", StringComparison.OrdinalIgnoreCase))
        {
            Action = value.ToString();
        }
        else if (name.Equals("type", StringComparison.OrdinalIgnoreCase))
        {
            IsPassword = value.Equals("password", StringComparison.OrdinalIgnoreCase);
        }
        else if (name.Equals("hidden", StringComparison.OrdinalIgnoreCase))
        {
            IsHidden = true;
        }
    }

    private static bool IsDot(ReadOnlySpan<char> size) => size.Trim() is "0" or "1" or "2" or "3" or "0px" or "1px" or "2px" or "3px";

    private void TakeStyle(ReadOnlySpan<char> style)
    {
        while (!style.IsEmpty)
        {
            var end = style.IndexOf(';');
            var declaration = end < 0 ? style : style[..end];
            style = end < 0 ? default : style[(end + 1)..];
            var colon = declaration.IndexOf(':');
            if (colon > 0)
            {
                TakeDeclaration(declaration[..colon].Trim(), declaration[(colon + 1)..].Trim());
            }
        }
    }

    private void TakeDeclaration(ReadOnlySpan<char> property, ReadOnlySpan<char> value)
    {
        if (property.Equals("display", StringComparison.OrdinalIgnoreCase))
        {
            IsHidden |= value.StartsWith("none", StringComparison.OrdinalIgnoreCase);
        }
        else if (property.Equals("visibility", StringComparison.OrdinalIgnoreCase))
        {
            IsHidden |= value.StartsWith("hidden", StringComparison.OrdinalIgnoreCase);
        }
        else if (property.Equals("font-size", StringComparison.OrdinalIgnoreCase))
        {
            // Mail is laid out with empty cells without type, so that this alone hides nothing when there is no text in them.
            IsTiny |= IsNothing(value) || IsDot(value);
            IsHidden |= IsNothing(value);
        }
        else if (property.Equals("opacity", StringComparison.OrdinalIgnoreCase) || property.Equals("max-height", StringComparison.OrdinalIgnoreCase))
        {
            IsHidden |= IsNothing(value);
        }
    }

    private static bool IsNothing(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd("!important").TrimEnd();
        return value is "0" or "0px" or "0pt" or "0em" or "0%" or "0.0";
    }
}
