using WebPublisher.Ipsec;
using WebPublisher.Policy.Ipsec;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Ipsec;

/// <summary>What <c>ipsec check --json</c> writes.</summary>
/// <param name="IsGood">Whether nothing differs from the policy.</param>
/// <param name="Findings">What was looked at.</param>
internal sealed record IpsecCheckReport(bool IsGood, IReadOnlyList<IpsecCheckReport.Finding> Findings)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>One thing that was looked at.</summary>
    /// <param name="Subject">What: <c>files</c>, <c>rules</c>, <c>strongswan</c> or <c>connection NAME</c>.</param>
    /// <param name="IsGood">Whether it is as the policy says.</param>
    /// <param name="Text">What was found.</param>
    public sealed record Finding(string Subject, bool IsGood, string Text);

    /// <summary>Looks at everything.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="roles">What this machine takes part in.</param>
    /// <param name="root">Where the files were written to.</param>
    /// <param name="uri">strongSwan's socket, or null for the usual one.</param>
    public static async Task<IpsecCheckReport> ExamineAsync(IpsecPolicy policy, IReadOnlyList<IpsecRole> roles, string root, string? uri)
    {
        var findings = new List<Finding>();
        findings.AddRange(Files(IpsecSection.Render(policy, roles), root));
        var (loaded, problem) = await ExternalProgram.AskAsync("nft", "-j", "list", "table", "inet", NftablesText.Table);
        findings.AddRange(Rules(NftablesText.Rules(policy.Processing, roles), loaded, problem));
        var status = await IpsecStatusReport.AskAsync(policy.Processing, roles, uri);
        findings.Add(new("strongswan", status.Problem is null, status.Problem ?? "it runs and answers"));
        findings.AddRange(status.Connections.Select(c => new Finding($"connection {c.Name}", c.Stands, c.Stands ? $"stands, {c.Cipher}" : $"does not stand: IKE {c.Ike}, ESP {c.Esp}{(c.Cipher is null ? "" : $", {c.Cipher}")}")));
        return new IpsecCheckReport(findings.TrueForAll(f => f.IsGood), findings);
    }

    /// <summary>Compares files with what is rendered now; files of connections that are gone are found too.</summary>
    public static IEnumerable<Finding> Files(IReadOnlyList<RenderedFile> files, string root)
    {
        var wrong = files.Select(f => (f.Path, Problem: Problem(Path.Combine(root, f.Path), f))).Where(f => f.Problem is not null).Select(f => new Finding("files", false, $"{Path.Combine(root, f.Path)} {f.Problem}"))
            .Concat(Leftovers(files, root).Select(path => new Finding("files", false, $"{path} is left over from another policy; delete it")))
            .ToList();
        return wrong.Count > 0 ? wrong : [new Finding("files", true, $"{Count.Of(files.Count, "file")} below {root} as the policy renders them")];
    }

    /// <summary>Compares loaded rules with those of the policy.</summary>
    /// <param name="rules">Those of the policy.</param>
    /// <param name="json">What nftables says is loaded, or null.</param>
    /// <param name="problem">Why it says nothing.</param>
    public static IEnumerable<Finding> Rules(IReadOnlyList<NftablesRule> rules, string? json, string? problem)
    {
        if (json is null)
        {
            return [new Finding("rules", false, $"table inet {NftablesText.Table} is not loaded: {problem}")];
        }

        var loaded = LoadedRules.Of(json);
        if (loaded is null)
        {
            return [new Finding("rules", false, "what nft says cannot be read")];
        }

        var wanted = rules.Select(r => (r.Chain, r.Comment)).ToList();
        var wrong = wanted.Except(loaded).Select(r => new Finding("rules", false, $"chain {r.Chain} lacks the rule '{r.Comment}'; load {NftablesText.Path}"))
            .Concat(loaded.Except(wanted).Select(r => new Finding("rules", false, $"chain {r.Chain} has a rule that the policy does not: '{r.Comment}'")))
            .ToList();
        if (wrong.Count == 0)
        {
            wrong.AddRange(wanted.GroupBy(r => r.Chain, StringComparer.Ordinal)
                .Where(chain => !chain.SequenceEqual(loaded.Where(r => r.Chain == chain.Key)))
                .Select(chain => new Finding("rules", false, $"chain {chain.Key}: the order is another")));
        }

        return wrong.Count > 0 ? wrong : [new Finding("rules", true, $"{Count.Of(loaded.Count, "rule")} loaded in table inet {NftablesText.Table}")];
    }

    private static string? Problem(string path, RenderedFile file)
    {
        try
        {
            if (!File.Exists(path))
            {
                return "does not exist";
            }

            if (file.IsPrivate && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            {
                return "holds a key and is open to others than its owner";
            }

            return File.ReadAllText(path) == file.Content ? null : "differs from what the policy renders";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {e.Message}";
        }
    }

    private static IEnumerable<string> Leftovers(IReadOnlyList<RenderedFile> files, string root) =>
        IpsecRendering.Folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, IpsecRole.Prefix + "*"))
            .Except(files.Select(f => Path.Combine(root, f.Path)), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}
