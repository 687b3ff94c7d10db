using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Headers;

/// <summary>Writes the fields of a request to a front end, except for those that frame its body.</summary>
/// <param name="head">Where they are written.</param>
/// <param name="edits">The rule's edits, made while writing: a field that the rule removes or sets is not written by anybody else.</param>
/// <param name="readsBody">Whether the answer's body is read: it may only have codings that can be.</param>
/// <param name="translatesBody">Whether it is changed as well: a part of it (RFC 9110 section 14) would not fit to the others.</param>
internal readonly ref struct RequestFields(HeadWriter head, HeaderEdits edits, bool readsBody = false, bool translatesBody = false)
{
    /// <summary>Copies the client's fields that may pass.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="urls">What becomes of URLs in them; null when the front end knows the site by the same.</param>
    public void Copy(IHeaderDictionary fields, InnerUrls? urls)
    {
        var connection = new ConnectionOptions(fields.Connection);
        foreach (var (name, values) in fields)
        {
            if (RequestHygiene.Removes(name) || connection.Contains(name) || IsEdited(name) || name.Equals(DestinationField.Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (readsBody && IsOfBody(name, values))
            {
                continue;
            }

            foreach (var value in values)
            {
                head.Field(name, urls is null ? value : urls.Field(name, value));
            }
        }
    }

    /// <summary>Writes a field of the publisher's own, unless the rule edits it.</summary>
    public void Own(string name, string value)
    {
        if (!IsEdited(name))
        {
            head.Field(name, value);
        }
    }

    /// <summary>Writes the client's address, unless the rule edits the field.</summary>
    public void Own(string name, System.Net.IPAddress value)
    {
        if (!IsEdited(name))
        {
            head.Field(name, value);
        }
    }

    /// <summary>Writes the fields that the rule sets.</summary>
    public void Set()
    {
        foreach (var (name, value) in edits.Set)
        {
            head.Field(name, value);
        }
    }

    private bool IsOfBody(string name, StringValues values)
    {
        if (name.Equals(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase))
        {
            head.Field(name, ContentCodings.Narrow(values));
            return true;
        }

        // The validator of a translation is a weak one, which If-Match never finds (RFC 9110 section 13.1.1); the front end's own is what stands behind the mark.
        if (translatesBody && name.Equals(HeaderNames.IfMatch, StringComparison.OrdinalIgnoreCase))
        {
            head.Field(name, values.ToString().Replace("W/\"", "\"", StringComparison.Ordinal));
            return true;
        }

        return translatesBody && (name.Equals(HeaderNames.Range, StringComparison.OrdinalIgnoreCase) || name.Equals(HeaderNames.IfRange, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsEdited(string name)
    {
        foreach (var removed in edits.Remove)
        {
            if (removed.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var (set, _) in edits.Set)
        {
            if (set.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
