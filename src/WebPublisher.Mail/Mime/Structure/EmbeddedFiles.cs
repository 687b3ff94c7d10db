using WebPublisher.Mail.Mime.Decoding;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Finds files that stand in a text as they did before MIME: uuencode and yEnc are unpacked, BinHex and PGP are told.</summary>
internal sealed class EmbeddedFiles(WalkContext context, MimePart text) : IDisposable
{
    private const int MostLine = 2048;

    private readonly byte[] _line = new byte[MostLine];
    private readonly byte[] _decoded = new byte[MostLine];
    private int _count;
    private bool _long;
    private string? _announced;
    private bool _hasMode;
    private bool _isYenc;
    private MimePart? _part;
    private LeafContent? _file;

    public void Take(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var end = octets.IndexOf((byte)'\n');
            Hold(end < 0 ? octets : octets[..end]);
            if (end < 0)
            {
                return;
            }

            EndLine();
            octets = octets[(end + 1)..];
        }
    }

    public void Complete()
    {
        EndLine();
        if (_file is not null)
        {
            Malformed("no end"u8);
            CloseFile();
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Hold(ReadOnlySpan<byte> part)
    {
        var count = Math.Min(part.Length, MostLine - _count);
        part[..count].CopyTo(_line.AsSpan(_count));
        _count += count;
        _long |= count < part.Length;
    }

    private void EndLine()
    {
        var line = _line.AsSpan(0, _count);
        _count = 0;
        if (_long)
        {
            // No line of these encodings is that long.
            _long = false;
            _announced = null;
            return;
        }

        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        if (_file is not null)
        {
            TakeFileLine(line);
        }
        else
        {
            TakeTextLine(line);
        }
    }

    private void TakeTextLine(ReadOnlySpan<byte> line)
    {
        if (_announced is { } name)
        {
            _announced = null;
            if (_hasMode ? UuencodeLine.IsPlausible(line) && line[0] != '`' : UuencodeLine.IsExact(line))
            {
                OpenFile(name, isYenc: false);
                if (_file is not null)
                {
                    TakeFileLine(line);
                }

                return;
            }
        }

        if (line.StartsWith("begin "u8))
        {
            _announced = NameOf(line[6..], out _hasMode);
        }
        else if (line.StartsWith("=ybegin "u8) && line.IndexOf(" name="u8) is var at and > 0)
        {
            OpenFile(RawText.Decode(line[(at + 6)..]).Trim(), isYenc: true);
        }
        else if (line.StartsWith("(This file must be converted with BinHex"u8))
        {
            context.Tell(MimeFindingKind.BinHex, text, text.BodyOffset, line);
        }
        else if (line.StartsWith("-----BEGIN PGP MESSAGE-----"u8))
        {
            context.Tell(MimeFindingKind.Encrypted, text, text.BodyOffset, line);
        }
    }

    /// <summary>The name after the mode, three or four octal digits, which some writers leave away.</summary>
    private static string NameOf(ReadOnlySpan<byte> text, out bool hasMode)
    {
        var rest = text.TrimStart((byte)' ');
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'7');
        hasMode = digits is 3 or 4 && rest[digits] == ' ';
        return RawText.Decode(hasMode ? rest[(digits + 1)..] : rest).Trim();
    }

    private void TakeFileLine(ReadOnlySpan<byte> line)
    {
        if (_isYenc)
        {
            if (line.StartsWith("=yend"u8))
            {
                CloseFile();
            }
            else if (!line.StartsWith("=ypart"u8))
            {
                _file!.Take(_decoded.AsSpan(0, YencLine.Decode(line, _decoded)));
            }

            return;
        }

        if (line.SequenceEqual("end"u8))
        {
            CloseFile();
        }
        else if (UuencodeLine.IsPlausible(line))
        {
            _file!.Take(_decoded.AsSpan(0, UuencodeLine.Decode(line, _decoded)));
        }
        else if (!line.IsEmpty)
        {
            Malformed(line);
            CloseFile();
        }
    }

    private void OpenFile(string name, bool isYenc)
    {
        if (context.NewPart(text, text.BodyOffset, text.IsWithinEncoded) is not { } part)
        {
            return;
        }

        part.Kind = MimePartKind.EmbeddedFile;
        part.MediaType = MediaType.OctetStream;
        part.Encoding = isYenc ? TransferEncoding.Yenc : TransferEncoding.Uuencode;
        part.Disposition = "attachment";
        part.FileNames = FileNameForms.Of(name, context.Limits);
        part.BodyOffset = part.EndOffset = text.BodyOffset;
        context.Visitor.OnPart(part);
        _part = part;
        _isYenc = isYenc;
        _file = new LeafContent(context, part);
    }

    private void CloseFile()
    {
        _file!.Complete();
        _file.Dispose();
        context.Visitor.OnPartEnd(_part!);
        _file = null;
        _part = null;
    }

    private void Malformed(ReadOnlySpan<byte> line) => context.Tell(MimeFindingKind.UuencodeMalformed, _part, text.BodyOffset, line);
}
