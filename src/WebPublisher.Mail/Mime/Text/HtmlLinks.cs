using System.Buffers;
using System.Net;
using System.Text;

namespace WebPublisher.Mail.Mime.Text;

/// <summary>Finds what leads elsewhere in HTML that <see cref="HtmlText"/> reads: it says which tags there are and what stands within them.</summary>
internal sealed class HtmlLinks(Action<HtmlLink> tell)
{
    private const int MostAttributes = 4096;
    private const int MostTarget = 2048;
    private const int MostText = 512;
    private const string Space = " \t\r\n\f";

    private static readonly SearchValues<char> s_space = SearchValues.Create(Space);
    private static readonly SearchValues<char> s_nameEnd = SearchValues.Create(Space + "=/");

    private readonly StringBuilder _attributes = new();
    private readonly StringBuilder _text = new();
    private string _element = "";
    private string? _open;

    /// <summary>Whether the tag that has begun may hold a link.</summary>
    public bool IsWanted => _element.Length > 0;

    /// <summary>A tag has begun.</summary>
    /// <param name="name">Its name in lower case; of an end tag, with the slash.</param>
    public void BeginTag(ReadOnlySpan<char> name)
    {
        _element = name switch { "a" => "a", "/a" => "/a", "area" => "area", "form" => "form", "img" => "img", _ => "" };
        _attributes.Clear();
    }

    /// <summary>Takes what follows the name of a tag.</summary>
    public void TakeAttributes(ReadOnlySpan<char> text)
    {
        if (IsWanted)
        {
            _attributes.Append(text[..Math.Min(text.Length, MostAttributes - _attributes.Length)]);
        }
    }

    /// <summary>The tag has ended. A link ends with its end tag or where the next begins.</summary>
    public void EndTag()
    {
        var element = _element;
        _element = "";
        if (element is "a" or "/a")
        {
            Complete();
        }

        if (element is "" or "/a")
        {
            return;
        }

        var attributes = _attributes.ToString();
        var target = Find(attributes, element switch { "form" => "action", "img" => "src", _ => "href" });
        if (string.IsNullOrWhiteSpace(target))
        {
            return;
        }

        target = target.Trim();
        target = target[..Math.Min(target.Length, MostTarget)];
        if (element == "a")
        {
            _open = target;
        }
        else
        {
            var text = Find(attributes, "alt") ?? "";
            tell(new HtmlLink(element, target, text[..Math.Min(text.Length, MostText)]));
        }
    }

    /// <summary>Takes text that is shown.</summary>
    public void TakeText(ReadOnlySpan<char> text)
    {
        if (_open is not null)
        {
            _text.Append(text[..Math.Min(text.Length, MostText - _text.Length)]);
        }
    }

    /// <summary>Ends a link that is open.</summary>
    public void Complete()
    {
        if (_open is { } target)
        {
            tell(new HtmlLink("a", target, _text.ToString().Trim()));
            _open = null;
            _text.Clear();
        }
    }

    /// <summary>The first value of an attribute, character references resolved; null when there is none.</summary>
    private static string? Find(ReadOnlySpan<char> text, string name)
    {
        while (!text.IsEmpty)
        {
            text = text.TrimStart(Space + "/");
            var end = text.IndexOfAny(s_nameEnd);
            var found = end < 0 ? text : text[..end];
            text = end < 0 ? "" : text[end..].TrimStart(Space);
            ReadOnlySpan<char> value = "";
            if (text.StartsWith("="))
            {
                value = TakeValue(text[1..].TrimStart(Space), out text);
            }

            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return WebUtility.HtmlDecode(value.ToString());
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> TakeValue(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var quote = text.StartsWith("\"") || text.StartsWith("'") ? text[..1] : "";
        text = text[quote.Length..];
        var end = quote.IsEmpty ? text.IndexOfAny(s_space) : text.IndexOf(quote[0]);
        var value = end < 0 ? text : text[..end];
        rest = end < 0 ? "" : text[(end + quote.Length)..];
        return value;
    }
}
