using System.Collections;
using System.Globalization;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Profiles;

/// <summary>Writes the keys of a document down again, one by one, as a policy has them.</summary>
internal static class WrittenKeys
{
    /// <summary>Every key: those that were written, and the defaults of the others.</summary>
    public static IEnumerable<TreatmentKey> All(Document document) => Keys(document, "", withDefaults: true);

    /// <summary>The keys that were written.</summary>
    public static IEnumerable<TreatmentKey> Written(Document document) => Keys(document, "", withDefaults: false);

    private static IEnumerable<TreatmentKey> Keys(Document document, string prefix, bool withDefaults)
    {
        foreach (var property in ShapeCatalog.Document(document.GetType()).Properties)
        {
            var name = property.Property.Name;
            var value = document.Has(name) ? property.Property.GetValue(document) : null;
            if (value is Document inner)
            {
                foreach (var key in Keys(inner, $"{prefix}{property.Name}.", withDefaults))
                {
                    yield return key;
                }
            }
            else if (value is not null)
            {
                yield return new TreatmentKey(prefix + property.Name, Text(value), document.LocationOf(name));
            }
            else if (withDefaults)
            {
                yield return new TreatmentKey(prefix + property.Name, property.Key.Default ?? "(none)", Origin: null);
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        Document document => $"{{ {string.Join(", ", Written(document).Select(k => $"{k.Key}: {k.Value}"))} }}",
        TimeSpan span => Duration.Format(span),
        ByteLimit limit => limit.Maximum is { } bytes ? new ByteSize(bytes).ToString() : "none",
        bool flag => flag ? "true" : "false",
        Enum word => WordText.Of(word),
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Located<>) => Text(type.GetProperty(nameof(Located<>.Value))!.GetValue(value)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
