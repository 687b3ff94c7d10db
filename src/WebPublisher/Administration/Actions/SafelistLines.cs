using System.Text.Json;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.State.Safelists;

namespace WebPublisher.Administration.Actions;

/// <summary>Reads safelist entries line by line, <c>RECIPIENT,KIND,ADDRESS-OR-DOMAIN</c>, and notes every line that is none. Lines that begin with # and empty ones say nothing.</summary>
internal sealed class SafelistLines
{
    /// <summary>The lines that are told of; the rest are counted.</summary>
    public const int MaximumTold = 20;

    private static readonly Dictionary<string, SafelistKind> s_kinds =
        Enum.GetValues<SafelistKind>().ToDictionary(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), StringComparer.OrdinalIgnoreCase);

    private readonly List<SafelistEntry> _entries = [];
    private readonly List<(int Line, string Problem)> _told = [];
    private int _number;

    /// <summary>The entries.</summary>
    public IReadOnlyCollection<SafelistEntry> Entries => _entries;

    /// <summary>The first of the lines that are wrong, with their numbers from 1 on, and why: a stranger's text.</summary>
    public IReadOnlyList<(int Line, string Problem)> Told => _told;

    /// <summary>How many lines are wrong.</summary>
    public int Wrong { get; private set; }

    /// <summary>Reads the next line.</summary>
    public void Add(string line)
    {
        _number++;
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (Read(line, out var entry) is not { } problem)
        {
            _entries.Add(entry!);
            return;
        }

        Wrong++;
        if (_told.Count < MaximumTold)
        {
            _told.Add((_number, problem));
        }
    }

    /// <summary>All that is wrong, for an operator.</summary>
    /// <param name="source">What stands before the number of a line, such as <c>safelist.csv:</c>.</param>
    public string Explain(string source) =>
        $"nothing is imported, for {(Wrong == 1 ? "1 line is" : $"{Wrong} lines are")} wrong:\n{string.Join('\n', _told.Select(told => $"{source}{told.Line}: {told.Problem}"))}{(Wrong > MaximumTold ? "\n..." : "")}";

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
            return $"'{values[1].Trim()}' is no kind; there are {string.Join(", ", s_kinds.Keys)}";
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
