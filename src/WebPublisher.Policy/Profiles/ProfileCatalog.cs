using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Profiles;

/// <summary>The profiles that come with the product, each a YAML file beside this one.</summary>
public static class ProfileCatalog
{
    private const string Prefix = "profiles/";
    private const string Suffix = ".yaml";

    private static readonly Lazy<FrozenDictionary<string, ProfileDocument>> Profiles = new(() =>
        typeof(ProfileCatalog).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..^Suffix.Length], Read, StringComparer.Ordinal));

    /// <summary>Their names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Profiles.Value.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The profile of a name as it was written down, or null.</summary>
    public static ProfileDocument? Find(string name) => Profiles.Value.GetValueOrDefault(name);

    /// <summary>The profile of a name, or null after an error.</summary>
    internal static ProfileDocument? Find(Located<string> name, DiagnosticList diagnostics)
    {
        var profile = Find(name.Value);
        if (profile is null)
        {
            diagnostics.Error(name.Location, $"there is no profile {Quoted.Text(name.Value)}{Suggestion.For(name.Value, Names, "profiles")}");
        }

        return profile;
    }

    private static ProfileDocument Read(string resource)
    {
        using var stream = typeof(ProfileCatalog).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var diagnostics = new DiagnosticList();
        var node = YamlReader.Read($"(profile) {resource[Prefix.Length..]}", content.ToArray(), diagnostics);
        var profile = node is null ? null : DocumentReader.Read<ProfileDocument>(node, "/", diagnostics);
        return profile is not null && diagnostics.Count == 0 ? Lay(profile) : throw new InvalidOperationException(string.Join('\n', diagnostics));
    }

    /// <summary>Lays each section over what the profile says of all of them.</summary>
    private static ProfileDocument Lay(ProfileDocument profile)
    {
        var shape = ShapeCatalog.Document(typeof(SectionDocument));
        var sections = profile.Sections.Select(s => s with { Value = (SectionDocument)shape.Lay(s.Value!, shape.Lay(profile, new SectionDocument())) });
        return profile with { Sections = new DocumentMap<SectionDocument>(profile.Sections.Location, [.. sections]) };
    }
}
