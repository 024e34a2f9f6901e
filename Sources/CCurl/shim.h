#ifndef SEXTANT_CCURL_SHIM_H
#define SEXTANT_CCURL_SHIM_H
#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one wrapper a type of value. */

static inline CURLcode sextant_curl_text(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sextant_curl_number(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sextant_curl_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sextant_curl_context(CURL *handle, CURLoption option, void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

typedef size_t (*sextant_curl_transfer)(char *, size_t, size_t, void *);

static inline CURLcode sextant_curl_transferring(CURL *handle, CURLoption option, sextant_curl_transfer value) {
    return (curl_easy_setopt)(handle, option, value);
}

typedef int (*sextant_curl_debug)(CURL *, curl_infotype, char *, size_t, void *);

static inline CURLcode sextant_curl_debugging(CURL *handle, sextant_curl_debug value) {
    return (curl_easy_setopt)(handle, CURLOPT_DEBUGFUNCTION, value);
}

/* The last code that the server gave, or 0. */
static inline long sextant_curl_answer(CURL *handle) {
    long code = 0;
    return (curl_easy_getinfo)(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}

/* The socket of the last connection, or -1 when it is closed. */
static inline curl_socket_t sextant_curl_socket(CURL *handle) {
    curl_socket_t found = CURL_SOCKET_BAD;
    return (curl_easy_getinfo)(handle, CURLINFO_ACTIVESOCKET, &found) == CURLE_OK ? found : CURL_SOCKET_BAD;
}

#endif
