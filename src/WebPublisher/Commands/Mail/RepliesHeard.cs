using WebPublisher.Policy.PolicyTests;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>The replies of a rehearsed session that no line of a dialog has asked for yet.</summary>
internal sealed class RepliesHeard
{
    private readonly Queue<string> _lines = new();

    /// <summary>Whether there is one of which nothing was taken.</summary>
    public bool IsPending => _lines.Count > 0 && !IsBegun;

    /// <summary>What the client said last; null for nothing.</summary>
    public string? LastSaid { get; private set; }

    /// <summary>The reason the server gave last for the operator; null for none.</summary>
    public string? LastReason { get; private set; }

    /// <summary>The lines that were not taken.</summary>
    public string Rest => string.Join(" / ", _lines);

    // Lines of a reply of several were taken, and not its last.
    private bool IsBegun { get; set; }

    /// <summary>Hears what happened.</summary>
    public void Add(IReadOnlyList<RehearsedLine> lines)
    {
        Skip(onlyBegun: true);
        foreach (var line in lines)
        {
            switch (line.Kind)
            {
                case RehearsedLineKind.Said:
                    (LastSaid, LastReason) = (line.Text, null);
                    break;
                case RehearsedLineKind.Reason:
                    LastReason = line.Text;
                    break;
                default:
                    _lines.Enqueue(line.Text);
                    break;
            }
        }
    }

    /// <summary>Drops the next reply.</summary>
    public void Skip() => Skip(onlyBegun: false);

    /// <summary>Takes the reply, or the line of it, that is expected; takes nothing when the next reply is another.</summary>
    public bool Take(ExpectedReply expected)
    {
        var reply = Next();
        var match = reply.FindIndex(expected.Matches);
        if (match < 0 && IsBegun)
        {
            Skip();
            reply = Next();
            match = reply.FindIndex(expected.Matches);
        }

        if (match < 0)
        {
            return false;
        }

        var taken = expected.IsOneOfSeveral ? match + 1 : reply.Count;
        for (var line = 0; line < taken; line++)
        {
            _lines.Dequeue();
        }

        IsBegun = taken < reply.Count;
        return true;
    }

    private void Skip(bool onlyBegun)
    {
        if (onlyBegun && !IsBegun)
        {
            return;
        }

        for (var left = Next().Count; left > 0; left--)
        {
            _lines.Dequeue();
        }

        IsBegun = false;
    }

    /// <summary>The lines of the next reply, or what is left of it: all have a hyphen behind the code but the last.</summary>
    private List<string> Next()
    {
        var reply = new List<string>();
        foreach (var line in _lines)
        {
            reply.Add(line);
            if (line.Length < 4 || line[3] != '-')
            {
                break;
            }
        }

        return reply;
    }
}
