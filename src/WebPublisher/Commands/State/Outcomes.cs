using System.Collections.Immutable;
using WebPublisher.Administration.Model;

namespace WebPublisher.Commands.State;

/// <summary>How commands tell what came of what they were asked for: each in a line as soon as it is known, or all together as the JSON of the administration's API.</summary>
/// <param name="output">Where to.</param>
/// <param name="json">Whether as JSON, which is written at the end.</param>
internal sealed class Outcomes(TextWriter output, bool json) : IDisposable
{
    private readonly List<ActionOutcome> _all = [];

    /// <summary>Tells some that are known already.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ActionOutcome> known, bool json)
    {
        using var outcomes = new Outcomes(output, json);
        foreach (var outcome in known)
        {
            outcomes.Add(outcome);
        }
    }

    /// <summary>Tells some.</summary>
    /// <returns>Whether all is done, as an exit code.</returns>
    public int Add(ImmutableArray<ActionOutcome> known)
    {
        foreach (var outcome in known)
        {
            Add(outcome);
        }

        return known.All(outcome => outcome.Done) ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Tells one.</summary>
    public void Add(ActionOutcome outcome)
    {
        var plain = outcome with { Message = TextTable.Plain(outcome.Message) };
        _all.Add(plain);
        if (!json)
        {
            output.WriteLine(plain.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (json)
        {
            JsonOutput.Write(output, _all);
        }
    }
}
