using System.Text.Json.Nodes;
using WebPublisher.Policy.Schema;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>How a value of one CLR type looks in YAML: reads it, and describes it to editors. Built by reflection once, when a policy is first loaded.</summary>
internal abstract class Shape
{
    /// <summary>What is expected, in an operator's words and with its article: <c>a list</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>Whether its values are lists.</summary>
    public virtual bool TakesLists => false;

    /// <summary>Reads a value; returns null after having reported why it cannot be read.</summary>
    public abstract object? Read(YamlNode node, BindingContext context);

    /// <summary>Its JSON Schema.</summary>
    public abstract JsonObject Schema(SchemaWriter writer);

    /// <summary>What it is in the policy reference, in Markdown.</summary>
    public abstract string Reference(ReferenceWriter writer);

    /// <summary>The documents that stand in its place, or in its items.</summary>
    public virtual IEnumerable<DocumentShape> Documents => [];

    /// <summary>Joins the same key of two files, or returns null when it may stand in one of them only.</summary>
    public virtual object? Join(object first, object second, BindingContext context) => null;

    /// <summary>Reports that something else was found.</summary>
    protected void Mismatch(YamlNode node, BindingContext context) =>
        context.Diagnostics.Error(node.Location, $"expected {Noun}, found {node.Noun}");
}
