using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>requestHeaders</c> and <c>responseHeaders</c> of a rule.</summary>
internal static class HeaderEditsCompiler
{
    /// <summary>Compiles the changes; those with errors are reported and left out.</summary>
    public static HeaderEdits Compile(HeaderEditsDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return HeaderEdits.None;
        }

        var set = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in document.Set)
        {
            if (!Check(name, context) || value.Value is not { } text)
            {
                continue;
            }

            if (!seen.Add(name.Value))
            {
                context.Diagnostics.Error(name.Location, $"field {Quoted.Text(name.Value)} is set twice; names of fields do not differ by case");
            }
            else if (!HeaderText.IsValue(text))
            {
                context.Diagnostics.Error(
                    value.Location,
                    $"the value of {Quoted.Text(name.Value)} is not possible in a header: visible ASCII characters, at most 4096, no space at either end");
            }
            else
            {
                set.Add(new KeyValuePair<string, string>(name.Value, text));
            }
        }

        return new HeaderEdits(set.ToImmutable(), [.. document.Remove.Where(n => Check(n, context)).Select(n => n.Value)]);
    }

    private static bool Check(Located<string> name, CompilationContext context)
    {
        if (!HeaderText.IsToken(name.Value))
        {
            context.Diagnostics.Error(name.Location, $"{Quoted.Text(name.Value)} is not the name of a header field; it has letters, digits and hyphens");
            return false;
        }

        if (HeaderText.IsFraming(name.Value))
        {
            context.Diagnostics.Error(
                name.Location, $"field {Quoted.Text(name.Value)} belongs to the connection or frames the message; a rule cannot change it");
            return false;
        }

        return true;
    }
}
