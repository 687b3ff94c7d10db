using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Schema;

/// <summary>JSON Schema (draft 2020-12) of the files an operator writes, so that an editor completes keys and marks mistakes.</summary>
public static class PolicySchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,

        // For a file or a terminal, never for HTML: quotation marks and pluses stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of a policy file and of the files it includes.</summary>
    public static JsonObject ForPolicy() => new SchemaWriter().Write(ShapeCatalog.Document(typeof(PolicyDocument)), "WebPublisher policy");

    /// <summary>The schema of a file of policy tests.</summary>
    public static JsonObject ForTests() => new SchemaWriter().Write(ShapeCatalog.Document(typeof(PolicyTestFileDocument)), "WebPublisher policy tests");

    /// <summary>A schema as indented JSON that ends with a line break.</summary>
    public static string ToText(JsonObject schema) => schema.ToJsonString(Indented) + "\n";
}
