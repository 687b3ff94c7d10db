using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.State.Safelists;

namespace WebPublisher.Commands.State;

/// <summary>Reads a file of safelist entries, and tells every line that is none.</summary>
internal static class SafelistFile
{
    private const int MaximumTold = 20;

    private static readonly Dictionary<string, SafelistKind> s_kinds =
        Enum.GetValues<SafelistKind>().ToDictionary(JsonOutput.Word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    /// <exception cref="CommandFailure">It cannot be read, has lines that are no entries, or too many that are.</exception>
    public static List<SafelistEntry> Read(string path)
    {
        var (entries, problems, number) = (new List<SafelistEntry>(), new List<string>(), 0);
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                if (Read(line, out var entry) is { } problem)
                {
                    problems.Add($"{path}:{number}: {problem}");
                }
                else
                {
                    entries.Add(entry!);
                }

                if (entries.Count > Safelist.MaximumEntries)
                {
                    throw new CommandFailure($"{path} has more than {Safelist.MaximumEntries} entries.", ExitCode.Usage);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be read: {e.Message}", ExitCode.Usage, e);
        }

        return problems.Count == 0 ? entries : throw new CommandFailure(
            $"nothing is imported, for {Count.Of(problems.Count, "line is", "lines are")} wrong:\n{string.Join('\n', problems.Take(MaximumTold))}{(problems.Count > MaximumTold ? "\n..." : "")}",
            ExitCode.Usage);
    }

    private static string? Read(string line, out SafelistEntry? entry)
    {
        entry = null;
        var values = line.Split(',');
        if (values.Length != 3)
        {
            return "expected RECIPIENT,KIND,ADDRESS-OR-DOMAIN";
        }

        if (WrittenValue.Read<Mailbox>(values[0].Trim(), out var recipient) is { } noRecipient)
        {
            return noRecipient;
        }

        if (!s_kinds.TryGetValue(values[1].Trim(), out var kind))
        {
            return $"'{TextTable.Plain(values[1].Trim())}' is no kind; there are {string.Join(", ", s_kinds.Keys)}";
        }

        var party = values[2].Trim();
        var problem = Address(party.StartsWith('@') ? $"x{party}" : party.Contains('@', StringComparison.Ordinal) ? party : $"x@{party}", out var address);
        var isDomain = party.LastIndexOf('@') < 1;
        entry = new SafelistEntry(recipient.Text, kind, isDomain ? address[2..] : address);
        return problem;
    }

    // A domain is read as that of an address: both are written by one rule.
    private static string? Address(string text, out string address)
    {
        var problem = WrittenValue.Read<Mailbox>(text, out var mailbox);
        address = problem is null ? mailbox.Text : "x@";
        return problem;
    }
}
