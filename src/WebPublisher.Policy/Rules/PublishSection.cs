using System.Collections.Immutable;
using WebPublisher.Policy.Filtering;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.VirtualPatches;

namespace WebPublisher.Policy.Rules;

/// <summary>A part of a published site, and how its requests are treated.</summary>
public sealed record PublishSection
{
    /// <summary>The section of a rule that has none: the whole site, treated as usual.</summary>
    public static PublishSection Whole { get; } = new() { Name = "" };

    /// <summary>Its name in logs and <c>explain</c>; empty where the rule is not divided.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is published; a path of a section that is not is not published by its rule.</summary>
    public bool IsPublished { get; init; } = true;

    /// <summary>Its paths; empty for all.</summary>
    public ImmutableArray<PathPattern> Paths { get; init; } = [];

    /// <summary>What passes of HTTP authentication.</summary>
    public AuthenticationPolicy Authentication { get; init; } = AuthenticationPolicy.Default;

    /// <summary>Longest request body in bytes, or null for no limit; a longer one gets 413.</summary>
    public long? MaximumRequestBody { get; init; }

    /// <summary>Time-outs and data rates, or null where all is as usual.</summary>
    public LimitsPolicy? Limits { get; init; }

    /// <summary>Whether a segment of the path may have an encoded slash in it.</summary>
    public bool EncodedSlash { get; init; }

    /// <summary>How many requests one client and one user may make, or null for no limits.</summary>
    public RateLimitsPolicy? RateLimits { get; init; }

    /// <summary>The known attacks that are refused or reported, or null for none.</summary>
    public VirtualPatchPolicy? VirtualPatches { get; init; }

    /// <summary>How users log on, or null where that is not guarded.</summary>
    public LogonPolicy? Logon { get; init; }

    /// <summary>What requests and answers must look like to pass, or null for whatever HTTP allows.</summary>
    public HttpFilterPolicy? HttpFilter { get; init; }

    /// <summary>The web application firewall, or null where none is asked.</summary>
    public WafPolicy? Firewall { get; init; }

    /// <summary>What becomes of links in bodies that lead inside; null to leave bodies as they are.</summary>
    public LinkTranslationPolicy? LinkTranslation { get; init; }

    /// <summary>Whether a canonical, decoded path belongs to it.</summary>
    public bool Covers(string path)
    {
        foreach (var pattern in Paths)
        {
            if (pattern.Matches(path))
            {
                return true;
            }
        }

        return Paths.IsEmpty;
    }
}
