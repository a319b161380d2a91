# bin/setenv.sh: where Tomcat Native is, which is built from bin/tomcat-native.tar.gz.
CATALINA_OPTS="$CATALINA_OPTS -Djava.library.path=${TOMCAT_NATIVE:-/usr/local/apr/lib}"
