using System.Text;
using WebPublisher.Mail.Mime.Headers;
using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Text;

/// <summary>Undoes the character set of a text, and the markup of HTML, as the text passes.</summary>
internal sealed class TextBody
{
    private const int MostCharacters = 4096;

    private readonly WalkContext _context;
    private readonly MimePart _part;
    private readonly Decoder _decoder;
    private readonly HtmlText? _html;
    private readonly char[] _characters = new char[MostCharacters];

    public TextBody(WalkContext context, MimePart part)
    {
        _context = context;
        _part = part;
        var encoding = Charsets.Find(part.Charset);
        if (encoding is null)
        {
            context.Tell(MimeFindingKind.CharsetUnknown, part, part.HeaderOffset, part.Charset);
        }

        _decoder = (encoding ?? Charsets.Guessing).GetDecoder();
        _html = part.MediaType.Is("text", "html") ? ReadHtml() : null;
    }

    public void Take(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            _decoder.Convert(octets, _characters, flush: false, out var read, out var written, out _);
            octets = octets[read..];
            Pass(_characters.AsSpan(0, written));
        }
    }

    public void Complete()
    {
        bool completed;
        do
        {
            _decoder.Convert([], _characters, flush: true, out _, out var written, out completed);
            Pass(_characters.AsSpan(0, written));
        }
        while (!completed);
        _html?.Complete();
    }

    private HtmlText ReadHtml()
    {
        var links = new HtmlLinks(link => _context.Visitor.OnLink(_part, link));
        return new HtmlText(
            text =>
            {
                _context.Visitor.OnReadableText(_part, text);
                links.TakeText(text);
            },
            links);
    }

    private void Pass(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        _context.Visitor.OnText(_part, text);
        if (_html is null)
        {
            _context.Visitor.OnReadableText(_part, text);
        }
        else
        {
            _html.Take(text);
        }
    }
}
