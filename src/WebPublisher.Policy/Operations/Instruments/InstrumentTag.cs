using System.Collections.Immutable;

namespace WebPublisher.Policy.Operations.Instruments;

/// <summary>
/// A tag of an instrument, and what bounds its values: a closed list, the names that an operator wrote into the policy, or a number. There is no fourth kind, because
/// nothing that a stranger chooses may become a tag.
/// </summary>
public sealed record InstrumentTag
{
    private InstrumentTag(string name, string meaning) => (Name, Meaning) = (name, meaning);

    /// <summary>Its name, by OpenTelemetry's conventions where they have one.</summary>
    public string Name { get; }

    /// <summary>What it says.</summary>
    public string Meaning { get; }

    /// <summary>All values it can have; empty where they come from the policy or are too many to list.</summary>
    public ImmutableArray<string> Values { get; private init; } = [];

    /// <summary>The most values it can have in the life of a process; null where they come from the policy, and are as many as the operator wrote.</summary>
    public int? Limit { get; private init; }

    /// <summary>A tag with a closed list of values.</summary>
    public static InstrumentTag Of(string name, string meaning, params ImmutableArray<string> values) => new(name, meaning) { Values = values, Limit = values.Length };

    /// <summary>A tag whose values are the names of an enumeration.</summary>
    public static InstrumentTag OfNames<T>(string name, string meaning)
        where T : struct, Enum => Of(name, meaning, [.. Enum.GetNames<T>()]);

    /// <summary>A tag whose values stand in the policy: names of listeners, rules, connectors.</summary>
    public static InstrumentTag OfPolicy(string name, string meaning) => new(name, meaning);

    /// <summary>A tag whose values are bounded by a number.</summary>
    public static InstrumentTag OfMost(string name, string meaning, int limit) => new(name, meaning) { Limit = limit };

    /// <summary>Whether it can have a value.</summary>
    public bool Allows(string value) => Values.IsEmpty || Values.Contains(value, StringComparer.Ordinal);
}
