using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Schema;

/// <summary>Every key that an operator may write, as a page of Markdown: <c>docs/policy-reference.md</c>.</summary>
public static class PolicyReference
{
    private const string Head = """
        # Policy reference

        Every key, from the descriptions by which policies are read: this page is the output of `webpublisher schema --markdown`. [policy.md](policy.md) explains the same keys
        with examples. It begins at [policy](#policy); files of policy tests begin at [policyTestFile](#policytestfile).

        A key may be given once. A list or a text is not empty unless its key says otherwise. Names that an operator chooses have 1 to 100 characters. A value out of its limits is
        an error.


        """;

    /// <summary>The whole page, which ends with a line break.</summary>
    public static string Write() => Head + new ReferenceWriter().Write(ShapeCatalog.Document(typeof(PolicyDocument)), ShapeCatalog.Document(typeof(PolicyTestFileDocument)));
}
