using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.VirtualPatches;

namespace WebPublisher.Policy.Documents;

/// <summary>Known attacks that are stopped in front of the software they are aimed at.</summary>
[Document("virtual patches")]
public sealed record VirtualPatchesDocument : Document
{
    /// <summary>The software behind the rule, whose patches are on.</summary>
    [Key("The software behind the rule, whose patches are on.", Default = "(the patches that suit every site)", Example = "exchange")]
    public DocumentList<Located<PatchedProduct>> For { get; init; } = new();

    /// <summary>Patches that are off, by name, CVE or CWE; all for every one.</summary>
    [Key("Patches that are off, by name, CVE or CWE; all for every one.", Example = "CVE-2018-8581", MayBeEmpty = true)]
    public DocumentList<Located<string>> Off { get; init; } = new();

    /// <summary>Patches whose attacks are told of in the log and let through, by name, CVE or CWE; all for every one.</summary>
    [Key("Patches whose attacks are told of in the log and let through, by name, CVE or CWE; all for every one.", Example = "scanner", MayBeEmpty = true)]
    public DocumentList<Located<string>> Report { get; init; } = new();
}
