using System.Text;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;

namespace WebPublisher.Administration.Entries;

/// <summary>What is in a held message.</summary>
/// <param name="Header">The lines of its header as they are: a stranger's text.</param>
/// <param name="Parts">Its parts, outer ones before what is in them.</param>
/// <param name="Findings">What is wrong with its structure.</param>
internal sealed record HeldContent(IReadOnlyList<string> Header, IReadOnlyList<HeldContent.Part> Parts, IReadOnlyList<HeldContent.Finding> Findings)
{
    // What a connector accepts by default, and more than anybody reads.
    private const int LongestHeader = 256 * 1024;

    /// <summary>Reads it from its beginning.</summary>
    public static async Task<HeldContent> ReadAsync(Stream file, CancellationToken cancellation)
    {
        var header = new List<string>();
        using (var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true))
        {
            for (var read = 0; read < LongestHeader && await reader.ReadLineAsync(cancellation) is { Length: > 0 } line; read += line.Length)
            {
                header.Add(line);
            }
        }

        file.Position = 0;
        var digest = await MessageDigester.DigestAsync(file, [], MimeLimits.Default, cancellation);
        return new HeldContent(
            header,
            [.. digest.Parts.Select(part => new Part(part.Depth, $"{part.DeclaredType}", part.IsArchiveEntry, part.FileNames.Count > 0 ? part.FileNames[0] : null, part.IsComposite ? null : part.Size))],
            [.. digest.Mime.Findings.Select(finding => new Finding($"{finding.Kind}", $"{finding.Part}", finding.Detail))]);
    }

    /// <summary>A part.</summary>
    /// <param name="Depth">How many parts it lies in.</param>
    /// <param name="Type">Its declared type.</param>
    /// <param name="InArchive">Whether it is a file in an archive.</param>
    /// <param name="FileName">Its name; absent for none.</param>
    /// <param name="Bytes">Its decoded size; absent for what only holds others.</param>
    public sealed record Part(int Depth, string Type, bool InArchive, string? FileName, long? Bytes);

    /// <summary>What is wrong.</summary>
    /// <param name="Kind">In a word.</param>
    /// <param name="Part">Where.</param>
    /// <param name="Detail">What exactly.</param>
    public sealed record Finding(string Kind, string Part, string Detail);
}
