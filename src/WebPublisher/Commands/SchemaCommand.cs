using System.CommandLine;
using WebPublisher.Policy.Schema;

namespace WebPublisher.Commands;

/// <summary><c>schema</c>: what may be written, for editors.</summary>
internal sealed class SchemaCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    public SchemaCommand()
        : base("schema", "Prints the JSON Schema of policy files, so that an editor completes keys and marks mistakes.")
    {
        var tests = new Option<bool>("--tests") { Description = "The schema of files of policy tests instead." };
        var markdown = new Option<bool>("--markdown") { Description = "Every key of both as a page of Markdown instead." };
        Options.Add(tests);
        Options.Add(markdown);
        SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(
                parsed.GetValue(markdown) ? PolicyReference.Write() : PolicySchema.ToText(parsed.GetValue(tests) ? PolicySchema.ForTests() : PolicySchema.ForPolicy()));
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["schema > webpublisher.schema.json", "schema --tests > webpublisher-tests.schema.json", "schema --markdown > policy-reference.md"];
}
