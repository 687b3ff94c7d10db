using WebPublisher.Conformance.Web.Cases;

namespace WebPublisher.Conformance.Web.Recording;

/// <summary>A request as it stands in a stream of octets.</summary>
internal sealed record RecordedRequest
{
    /// <summary>Its method.</summary>
    public string Method { get; init; } = "";

    /// <summary>Its target.</summary>
    public string Target { get; init; } = "";

    /// <summary>Its fields in their order, values without white space around them.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether all of it is there.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether it came through a connection that had become a tunnel.</summary>
    public bool IsTunnelled { get; init; }

    /// <summary>Where it ends in the stream, as far as it is there.</summary>
    public int End { get; init; }

    /// <summary>Where it will end, when a length says so.</summary>
    public int? AnnouncedEnd { get; init; }

    /// <summary>Values of a field, its name in lower case.</summary>
    public IEnumerable<string> Values(string name) => Fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);
}
