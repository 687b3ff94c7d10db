using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Logons;

/// <summary>Says of a request to a form whether it is a logon, and whose.</summary>
internal static class LogonBody
{
    /// <summary>How much of a body is looked at. A form with name and password has some hundred bytes; what is longer cannot be told.</summary>
    public const int Maximum = 16 * 1024;

    /// <summary>Looks at the query, and of a POST at the beginning of its body, which is forwarded later.</summary>
    /// <returns>Null if it is no logon.</returns>
    public static async ValueTask<LogonName?> ReadAsync(HttpRequest request, string query, LogonForm form, CancellationToken cancel)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            // Servers in Java take the query for fields of the form.
            var fields = new FormFields(form);
            ReadQuery(ref fields, query);
            return fields.IsLogon ? fields.Name : null;
        }

        if (!StringValues.IsNullOrEmpty(request.Headers.ContentEncoding) || (form.Format == LogonBodyFormat.Form && !IsReadable(request.ContentType)) || request.ContentLength > Maximum)
        {
            return LogonName.Unread;
        }

        return await RequestBodyPeek.ReadAsync(request, Maximum + 1, static (body, isWhole, state) => Read(body, isWhole, state.query, state.form), (query, form), cancel);
    }

    private static LogonName? Read(ReadOnlySequence<byte> body, bool isWhole, string query, LogonForm form)
    {
        if (!isWhole || body.Length > Maximum)
        {
            return LogonName.Unread;
        }

        if (body.IsSingleSegment)
        {
            return Read(body.FirstSpan, query, form);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Maximum);
        try
        {
            body.CopyTo(buffer);
            return Read(buffer.AsSpan(0, (int)body.Length), query, form);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static LogonName? Read(ReadOnlySpan<byte> body, string query, LogonForm form)
    {
        if (form.Format == LogonBodyFormat.Json)
        {
            return JsonFields.Read(body, form);
        }

        // Where the query counts as well, half of a logon may stand in it; where it does not, what stands there is none.
        var fields = new FormFields(form);
        fields.Read(body);
        if (!fields.IsLogon)
        {
            ReadQuery(ref fields, query);
        }

        return fields.IsLogon ? fields.Name : null;
    }

    private static void ReadQuery(ref FormFields fields, string query)
    {
        if (query.Length > 1)
        {
            var length = Encoding.UTF8.GetMaxByteCount(query.Length);
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            fields.Read(buffer.AsSpan(0, Encoding.UTF8.GetBytes(query.AsSpan(1), buffer)));
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Whether a body is fields in a character set in which their names look as in ASCII. Without a type, some servers read it all the same.</summary>
    private static bool IsReadable(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return StringSegment.IsNullOrEmpty(charset)
            || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
            || charset.StartsWith("iso-8859-", StringComparison.OrdinalIgnoreCase)
            || charset.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase);
    }
}
