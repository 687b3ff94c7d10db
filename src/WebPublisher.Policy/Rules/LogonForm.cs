using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>A form by which users log on.</summary>
public sealed record LogonForm
{
    /// <summary>Where it is posted to; empty for anywhere in the section.</summary>
    public ImmutableArray<PathPattern> Paths { get; init; } = [];

    /// <summary>What its body is.</summary>
    public LogonBodyFormat Format { get; init; }

    /// <summary>The field with the user's name.</summary>
    public required string User { get; init; }

    /// <summary>The field with the password.</summary>
    public required string Password { get; init; }

    /// <summary>The answer to the right password.</summary>
    public required LogonAnswer Success { get; init; }

    /// <summary>The answer to a wrong password.</summary>
    public required LogonAnswer Failure { get; init; }

    /// <summary>Whether it is posted to a canonical, decoded path.</summary>
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
