using System.Globalization;
using System.Text;

namespace WebPublisher.Commands.Firewall;

/// <summary>A request or response as it stands in a file: a start line, fields, an empty line, a body. A character stands for each byte of the head (Latin-1).</summary>
/// <param name="StartLine">The request line or status line.</param>
/// <param name="Fields">The fields, as written and in their order.</param>
/// <param name="Body">The body: as long as Content-Length says where there is one, chunks put together.</param>
/// <param name="Notes">What a reader should know of the body.</param>
internal sealed record RawMessage(string StartLine, IReadOnlyList<(string Name, string Value)> Fields, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Notes)
{
    private const int LongestFile = 64 * 1024 * 1024;
    private const string Standard = "-";

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="CommandFailure">It cannot be read, or holds no message.</exception>
    public static async Task<RawMessage> ReadAsync(string file)
    {
        try
        {
            await using var stream = file == Standard ? Console.OpenStandardInput() : File.OpenRead(file);
            using var content = new MemoryStream();
            var buffer = new byte[65_536];
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                content.Write(buffer, 0, count);
                if (content.Length > LongestFile)
                {
                    throw new CommandFailure($"{file} is longer than {LongestFile / 1024 / 1024} MiB.", ExitCode.Usage);
                }
            }

            return Parse(content.ToArray(), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} cannot be read: {e.Message}", ExitCode.Usage, e);
        }
    }

    /// <summary>Reads a message. Lines end in CR LF or in LF alone.</summary>
    /// <param name="bytes">What the file holds.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <exception cref="CommandFailure">It is no message.</exception>
    public static RawMessage Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        string? start = null;
        List<(string Name, string Value)> fields = [];
        var place = 0;
        for (var number = 1; place < bytes.Length; number++)
        {
            var feed = bytes.Span[place..].IndexOf((byte)'\n');
            var line = Encoding.Latin1.GetString(bytes.Span[place..(feed < 0 ? bytes.Length : place + feed)]).TrimEnd('\r');
            place = feed < 0 ? bytes.Length : place + feed + 1;
            if (start is null)
            {
                start = line;
            }
            else if (line.Length == 0)
            {
                break;
            }
            else if (line[0] is ' ' or '\t' && fields.Count > 0)
            {
                fields[^1] = (fields[^1].Name, $"{fields[^1].Value} {line.Trim(' ', '\t')}");
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                fields.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
            }
            else
            {
                throw new CommandFailure($"{file}:{number}: expected a field, NAME: VALUE, or an empty line before the body.", ExitCode.Usage);
            }
        }

        if (string.IsNullOrEmpty(start))
        {
            throw new CommandFailure($"{file}:1: expected a request line such as GET / HTTP/1.1, or a status line.", ExitCode.Usage);
        }

        List<string> notes = [];
        return new RawMessage(start, fields, BodyOf(bytes[place..], fields, file, notes), notes);
    }

    /// <summary>The value of a field; of several the first, null for none.</summary>
    public string? Field(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }

    private static ReadOnlyMemory<byte> BodyOf(ReadOnlyMemory<byte> rest, List<(string Name, string Value)> fields, string file, List<string> notes)
    {
        var coding = fields.FindLast(field => field.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)).Value;
        if (coding?.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            return Unchunk(rest.Span, file);
        }

        var length = fields.FindLast(field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var said))
        {
            return rest;
        }

        if (said > rest.Length)
        {
            notes.Add($"Content-Length says {said}, and the body has {rest.Length} bytes: it is judged as it is.");
            return rest;
        }

        // Editors end a file with a line feed that is none of the body's.
        if (rest.Span[said..].TrimEnd("\r\n"u8).Length > 0)
        {
            notes.Add($"Content-Length says {said}, and the file goes on for {rest.Length - said} more: they are not judged.");
        }

        return rest[..said];
    }

    private static byte[] Unchunk(ReadOnlySpan<byte> rest, string file)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var feed = rest.IndexOf((byte)'\n');
            var line = feed < 0 ? rest : rest[..feed];
            var end = line.IndexOfAny(";\r "u8);
            if (!int.TryParse(Encoding.Latin1.GetString(end < 0 ? line : line[..end]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new CommandFailure($"{file}: expected the size of a chunk in hexadecimal digits: the body is chunked, says Transfer-Encoding.", ExitCode.Usage);
            }

            rest = feed < 0 ? [] : rest[(feed + 1)..];
            if (size == 0)
            {
                return body.ToArray();
            }

            if (size > rest.Length)
            {
                throw new CommandFailure($"{file}: a chunk of {size} bytes ends after {rest.Length}.", ExitCode.Usage);
            }

            body.Write(rest[..size]);
            rest = rest[size..];
            rest = rest.StartsWith("\r\n"u8) ? rest[2..] : rest.StartsWith("\n"u8) ? rest[1..] : rest;
        }
    }
}
